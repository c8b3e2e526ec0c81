namespace Workflows.Http.Contracts;

/// <summary>The body of the event that tells of a change of what a run has started: its agents, its gates.</summary>
/// <param name="RunId">The run.</param>
/// <param name="At">When the last of them changed (UTC).</param>
public sealed record ChangedChildren(string RunId, DateTime At);
