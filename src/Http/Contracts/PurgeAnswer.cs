namespace Workflows.Http.Contracts;

/// <summary>The answer to a purge.</summary>
/// <param name="InstancesDeleted">How many instances are gone.</param>
public sealed record PurgeAnswer(int InstancesDeleted);
