namespace Workflows.Http.Contracts;

/// <summary>Runs that were started together.</summary>
/// <param name="Runs">The runs.</param>
public sealed record StartedRuns(IReadOnlyList<StartedRun> Runs);
