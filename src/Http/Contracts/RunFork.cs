namespace Workflows.Http.Contracts;

/// <summary>Where a run was forked from.</summary>
/// <param name="RunId">The run that it was forked from.</param>
/// <param name="Step">The step from which on it goes its own way.</param>
public sealed record RunFork(string RunId, string Step);
