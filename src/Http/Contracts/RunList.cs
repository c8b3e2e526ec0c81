namespace Workflows.Http.Contracts;

/// <summary>A page of runs, newest first.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Continuation">Asks for the next page (<c>?continuation=</c>); null on the last one.</param>
public sealed record RunList(IReadOnlyList<RunSummary> Runs, string? Continuation);
