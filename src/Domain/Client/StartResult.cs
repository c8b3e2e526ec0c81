namespace Workflows.Domain.Client;

/// <summary>The answer to a start.</summary>
/// <param name="InstanceId">The instance that has the id now.</param>
/// <param name="Status">Whether it is new.</param>
public sealed record StartResult(string InstanceId, StartStatus Status);
