namespace Workflows.Domain.Client;

/// <summary>Where an instance comes from that was forked.</summary>
/// <param name="InstanceId">The instance that it was forked from.</param>
/// <param name="Step">The step from which on it goes its own way.</param>
public sealed record ForkedFrom(string InstanceId, string Step);
