namespace Workflows.Domain.Agents;

/// <summary>Whether the model of a role, or a repository, can be reached again. A probe asks nothing and costs nothing.</summary>
/// <param name="Reached">Whether it can.</param>
/// <param name="Reason">Why not, in one line; null when it can.</param>
public sealed record ProbeResult(bool Reached, string? Reason);
