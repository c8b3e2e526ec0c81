using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Client;

/// <summary>
/// The client side of a task hub; it mirrors the Durable Task client. When a call that changes something has returned, the change
/// is durable. Every later read sees a start and a purge; whether it sees another change at once is the engine's (docs/azure-engines.md).
/// </summary>
public abstract class OrchestrationClient
{
    /// <summary>Starts an instance by name, with an input that is already JSON (null for none).</summary>
    /// <exception cref="ArgumentException">The id is not a valid instance id.</exception>
    /// <exception cref="PayloadTooLargeException">The input is over the host's limit.</exception>
    public abstract Task<StartResult> ScheduleNewInstanceAsync(
        string orchestratorName, string? inputJson, StartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts an instance.</summary>
    /// <inheritdoc cref="ScheduleNewInstanceAsync(string, string?, StartOptions?, CancellationToken)"/>
    public abstract Task<StartResult> ScheduleNewInstanceAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, StartOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The instance, or null when there is none.</summary>
    public abstract Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, bool fetchPayloads = true, CancellationToken cancellationToken = default);

    /// <summary>The history of the instance's current execution, or null when there is no such instance.</summary>
    public abstract Task<IReadOnlyList<HistoryEvent>?> GetHistoryAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>One page of instances.</summary>
    /// <exception cref="ArgumentException">The continuation token or the page size is not valid.</exception>
    public abstract Task<OrchestrationPage> QueryAsync(OrchestrationQuery query, CancellationToken cancellationToken = default);

    /// <summary>Raises an external event, with a payload that is already JSON (null for none).</summary>
    /// <exception cref="PayloadTooLargeException">The payload is over the host's limit.</exception>
    public abstract Task<ControlResult> RaiseEventAsync(string instanceId, string eventName, string? payloadJson, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pauses an instance, and with <paramref name="recursive"/> all that are below it, too, also those that a turn under way still starts.
    /// What arrives meanwhile is kept.
    /// </summary>
    public abstract Task<ControlResult> SuspendAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default);

    /// <summary>Lets a paused instance go on, with those that were paused together with it; one that somebody paused for itself waits for its own resume.</summary>
    public abstract Task<ControlResult> ResumeAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Ends an instance now, and with <paramref name="recursive"/> its sub-orchestrations too.</summary>
    public abstract Task<ControlResult> TerminateAsync(string instanceId, string? reason = null, bool recursive = true, CancellationToken cancellationToken = default);

    /// <summary>Takes a failed instance back to before its failure: what failed runs again, what completed does not.</summary>
    public abstract Task<ControlResult> RewindAsync(string instanceId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Starts an instance again: an ended one under its own id (which replaces it), any one under a new id.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="withNewInstanceId">Whether it is started under a new id.</param>
    /// <param name="inputJson">The input that it is to have, as JSON; null for the one that it had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The id of the instance that was started, or null with the reason.</returns>
    /// <exception cref="PayloadTooLargeException">The input is over the host's limit.</exception>
    public abstract Task<(ControlResult Result, string? InstanceId)> RestartAsync(
        string instanceId, bool withNewInstanceId = false, string? inputJson = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts a new instance that has lived through the same as another one, up to a step: it has that one's input, and its history up to the moment
    /// in which the step was asked for. That moment it lives through itself, with the code and the activities of now. What had ended before is not
    /// done again; what was under way is. The other instance goes on, or stays ended, as if nothing were.
    /// </summary>
    public abstract Task<ForkResult> ForkAsync(string instanceId, ForkOptions options, CancellationToken cancellationToken = default);

    /// <summary>Deletes an ended instance with its history and its sub-orchestrations; not while forks of it go on.</summary>
    public abstract Task<ControlResult> PurgeAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Deletes every ended instance that the filter names, and of which no fork goes on.</summary>
    /// <returns>How many instances were deleted.</returns>
    public abstract Task<int> PurgeAsync(PurgeFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Waits until the instance has ended.</summary>
    /// <returns>The ended instance, or null when there is none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public abstract Task<OrchestrationMetadata?> WaitForCompletionAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Waits until the instance differs from what was last seen: a push, not a poll. An ended one changes only when it is rewound, restarted or purged.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="lastSeen">The <see cref="OrchestrationMetadata.LastUpdatedAt"/> that the caller knows; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<OrchestrationMetadata?> WaitForChangeAsync(string instanceId, DateTimeOffset? lastSeen, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until any instance of the hub may have changed: whoever shows a list asks for it anew then, and not before. It says nothing of
    /// which one it was, and an engine that is not told of changes lets it pass now and then without one.
    /// </summary>
    /// <param name="lastSeen">What the call before answered; null answers at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A mark for the next call; it means something to this client only, and only while its host runs.</returns>
    public abstract Task<long> WaitForAnyChangeAsync(long? lastSeen, CancellationToken cancellationToken = default);

    /// <summary>When the instance's present execution was rebuilt from its history, oldest first: the last of them, and none where the engine does not tell.</summary>
    public abstract Task<IReadOnlyList<ReplayNote>> GetReplaysAsync(string instanceId, CancellationToken cancellationToken = default);
}
