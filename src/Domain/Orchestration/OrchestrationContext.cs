namespace Workflows.Domain.Orchestration;

/// <summary>
/// All that an orchestrator may use. It mirrors the Durable Task context one to one: the embedded engine and Azure Durable
/// Functions each stand behind it with an adapter. Every member must be called from the orchestrator's own code path, never from a
/// thread of its own.
/// </summary>
public abstract class OrchestrationContext
{
    /// <summary>Name of the running orchestrator.</summary>
    public abstract string Name { get; }

    /// <summary>Id of this instance.</summary>
    public abstract string InstanceId { get; }

    /// <summary>Who started this instance as a sub-orchestration; null for a top-level one.</summary>
    public abstract ParentInstance? Parent { get; }

    /// <summary>The current time in UTC, the same on every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code now repeats what history already holds.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Writes only what is new, never what is replayed.</summary>
    public abstract IReplaySafeLogger Logger { get; }

    /// <summary>Runs an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed, after all attempts that the options allow.</exception>
    /// <exception cref="PayloadTooLargeException">The input is over the host's limit; store it as an artifact and pass the reference.</exception>
    public abstract Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> activity, TInput input, TaskOptions? options = null);

    /// <summary>Runs another orchestrator as a child of this one. Terminating this instance recursively terminates the child.</summary>
    /// <exception cref="TaskFailedException">The child failed or was terminated, after all attempts that the options allow.</exception>
    public abstract Task<TOutput> CallSubOrchestratorAsync<TInput, TOutput>(
        OrchestratorDefinition<TInput, TOutput> orchestrator, TInput input, SubOrchestrationOptions? options = null);

    /// <summary>Waits durably until a point in time. Cancelling ends the wait with <see cref="OperationCanceledException"/> and deletes the timer.</summary>
    public abstract Task CreateTimer(DateTime fireAtUtc, CancellationToken cancellationToken);

    /// <summary>Waits durably for a while. Cancelling ends the wait with <see cref="OperationCanceledException"/> and deletes the timer.</summary>
    public Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for an external event. Events are buffered until somebody waits for them, first in first out per name; names ignore case.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an external event, but not longer than <paramref name="timeout"/>.</summary>
    /// <exception cref="OperationCanceledException">The time is up. An event that comes later is kept for the next wait.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var endWait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var raised = WaitForExternalEvent<T>(eventName, endWait.Token);
        if (raised.IsCompleted)
        {
            return await raised;
        }

        using var endTimer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, endTimer.Token);
        if (await Task.WhenAny(raised, timer) == raised)
        {
            // Not CancelAsync: what it leads to would run on another thread.
            endTimer.Cancel();
            return await raised;
        }

        endWait.Cancel();
        await timer;
        throw new TaskCanceledException($"No event '{eventName}' came within {timeout}.");
    }

    /// <summary>Raises an external event at another instance, without waiting for anything.</summary>
    public abstract void SendEvent<T>(string instanceId, string eventName, T payload);

    /// <summary>Replaces the custom status that callers see beside the runtime status.</summary>
    public abstract void SetCustomStatus<T>(T customStatus);

    /// <summary>Ends this execution and starts the instance anew with an empty history, once the orchestrator has returned.</summary>
    /// <param name="newInput">The new execution's input.</param>
    /// <param name="preserveUnprocessedEvents">Whether external events that nobody has read are kept for the new execution.</param>
    public abstract void ContinueAsNew<T>(T newInput, bool preserveUnprocessedEvents = true);

    /// <summary>A new GUID, the same on every replay.</summary>
    public abstract Guid NewGuid();
}
