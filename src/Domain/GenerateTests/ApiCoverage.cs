namespace Workflows.Domain.GenerateTests;

/// <summary>Which operations of the document the executed tests requested.</summary>
/// <param name="Operations">How many operations the document describes.</param>
/// <param name="Requested">How many of them were requested at least once; null when that was not measured.</param>
/// <param name="Missed">Operations that were not requested, as <c>GET /items/{id}</c>: all of them in the stored results, the first 20 in the report of a run.</param>
/// <param name="NotMeasured">Why it was not measured; null when it was.</param>
public sealed record ApiCoverage(int Operations, int? Requested, IReadOnlyList<string> Missed, string? NotMeasured);
