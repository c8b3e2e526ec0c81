namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>A request as it is sent, every value in its place.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Url">Path and query, encoded, with a leading slash.</param>
/// <param name="Headers">Header fields, a Cookie among them.</param>
/// <param name="Body">The body; null when there is none.</param>
internal sealed record RequestPlan(string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, RequestBody? Body);
