namespace Workflows.Domain.Client;

/// <summary>Where a fork parts from the instance that it is made of.</summary>
/// <param name="InstanceId">The id of the fork. It must be free.</param>
/// <param name="Step">What the step is called; kept beside the fork for people.</param>
/// <param name="Path">
/// The line of history that asked for the step, as <see cref="OrchestrationClient.GetHistoryAsync"/> told it. For a step of a sub-orchestration the
/// line that started that one comes first, and so on down.
/// </param>
public sealed record ForkOptions(string InstanceId, string Step, IReadOnlyList<HistoryEvent> Path)
{
    /// <summary>The input as JSON, where it is to be another one; null for the same. With it the code must come to the same decisions up to the step.</summary>
    public string? Input { get; init; }
}
