using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>
/// The changes that concern several instances, written in a transaction, and what is to happen in memory once it is durable. What is
/// noted here is applied by <see cref="TaskHub.Apply"/> in the order of the commits, so that memory never runs ahead of the store.
/// </summary>
internal sealed class HubEffects
{
    public List<InstanceHeader> Started { get; } = [];

    public List<(long Key, InboxMessage Message)> Deliveries { get; } = [];

    public List<(long Key, int Task, long FireAt)> Timers { get; } = [];

    public List<long> Ended { get; } = [];

    /// <summary>Those of <see cref="Ended"/> that were ended by request or deleted: nothing of theirs is to go on.</summary>
    public List<long> Stopped { get; } = [];

    public List<long> Suspended { get; } = [];

    public List<(InstanceHeader Header, IReadOnlyList<InboxMessage> Inbox)> Revived { get; } = [];

    public List<string> ChangedIds { get; } = [];

    public void Changed(string instanceId) => ChangedIds.Add(instanceId);

    /// <summary>Starts an instance. False when the id is taken and stays taken.</summary>
    public bool Start(
        HubTransaction transaction, string id, string name, string? input, ParentLink? parent, long? startAt, long now, InstanceIdReuse reuse, bool held = false)
    {
        // A run that replaces another counts on, so that task keys and GUIDs are not those of the run before.
        var execution = 0;
        if (transaction.Find(id) is { } existing)
        {
            if (existing.IsLive || reuse == InstanceIdReuse.KeepExisting || transaction.HasLiveForks(existing.Key))
            {
                return false;
            }

            Purge(transaction, existing);
            execution = existing.Header.Execution + 1;
        }

        var header = new InstanceHeader(transaction.NextKey(), id, name, execution, parent, input);
        transaction.InsertInstance(header, busy: startAt is null, now);
        if (startAt is { } time)
        {
            transaction.AddTimer(header.Key, TaskHub.StartTimer, time);
            Timers.Add((header.Key, TaskHub.StartTimer, time));
        }
        else if (held)
        {
            transaction.Suspend(header.Key, Suspension.WithParent, now);
        }
        else
        {
            Started.Add(header);
        }

        Changed(id);
        return true;
    }

    /// <summary>Lets a part of a fork go on, now that its parent has told its input.</summary>
    public void Release(HubTransaction transaction, InstanceState staged, string? input, long now, bool held)
    {
        transaction.Release(staged.Key, input, now);
        if (held)
        {
            transaction.Suspend(staged.Key, Suspension.WithParent, now);
        }
        else
        {
            Revived.Add((staged.Header, transaction.Inbox(staged.Key)));
        }

        Changed(staged.Header.Id);
    }

    /// <summary>Tells a parent that its sub-orchestration cannot have the id that it asked for.</summary>
    public void RefuseChild(HubTransaction transaction, ParentLink parent, ChildStart child) =>
        Answer(transaction, parent, child.Name, null, new FailureDetails("InstanceAlreadyExists",
            $"Sub-orchestration '{child.Id}' cannot start: a live instance has this id. Choose another instance id, or terminate that instance."));

    /// <summary>Puts an external event into the inbox of an instance.</summary>
    public ControlResult Raise(HubTransaction transaction, string instanceId, string name, string? data)
    {
        if (transaction.Find(instanceId) is not { } state)
        {
            return ControlResult.NotFound;
        }

        if (!state.IsLive)
        {
            return ControlResult.AlreadyEnded;
        }

        Post(transaction, state, new InboxMessage(0, HistoryKind.EventRaised, state.Header.Execution, 0, name, data));
        return ControlResult.Accepted;
    }

    /// <summary>Ends an instance and tells its parent.</summary>
    public void End(HubTransaction transaction, InstanceHeader header, OrchestrationRuntimeStatus status, string? output, string? failure, long now)
    {
        transaction.End(header.Key, status, output, failure, now);
        transaction.DeleteTimers(header.Key);
        if (status != OrchestrationRuntimeStatus.Failed)
        {
            // A failed instance keeps its inbox: a rewind must find what had been accepted.
            transaction.DeleteInbox(header.Key);
        }

        if (header.Parent is { } parent)
        {
            var details = status switch
            {
                OrchestrationRuntimeStatus.Completed => null,
                OrchestrationRuntimeStatus.Failed => JsonSerializer.Deserialize(failure!, WorkflowJson.Default.FailureDetails),
                _ => new FailureDetails("OrchestrationTerminated", $"Sub-orchestration '{header.Id}' was terminated."),
            };
            Answer(transaction, parent, header.Name, output, details);
        }

        Ended.Add(header.Key);
        Changed(header.Id);
    }

    /// <summary>Ends a live instance by request, with its children when asked. It ends before them, so that it does not hear of their end.</summary>
    public void Terminate(HubTransaction transaction, InstanceState state, string? reason, bool recursive, long now)
    {
        var output = reason is null ? null : JsonSerializer.Serialize(reason, WorkflowJson.Default.String);
        // Not by recursion: nobody limits how deep sub-orchestrations are nested.
        var tree = new Queue<InstanceState>([state]);
        while (tree.TryDequeue(out var next))
        {
            if (next.IsLive)
            {
                transaction.Append(next.Key, new HistoryRow(transaction.NextSequence(next.Key), HistoryKind.ExecutionTerminated, 0, null, now, output));
                End(transaction, next.Header, OrchestrationRuntimeStatus.Terminated, output, null, now);
                Stopped.Add(next.Key);
                if (!recursive)
                {
                    Suspensions.Ended(transaction, this, next, now);
                }
            }

            foreach (var child in recursive ? transaction.Children(next.Key).Select(transaction.Find).OfType<InstanceState>() : [])
            {
                tree.Enqueue(child);
            }
        }
    }

    /// <summary>Deletes an ended instance with those of its sub-orchestrations that have ended; a live one goes on without it.</summary>
    /// <returns>How many instances were deleted.</returns>
    public int Purge(HubTransaction transaction, InstanceState state)
    {
        var count = 0;
        var tree = new Queue<InstanceState>([state]);
        while (tree.TryDequeue(out var next))
        {
            foreach (var child in transaction.Children(next.Key).Select(transaction.Find).OfType<InstanceState>().Where(child => !child.IsLive || child.IsStaged))
            {
                tree.Enqueue(child);
            }

            transaction.Delete(next.Key);
            Ended.Add(next.Key);
            Stopped.Add(next.Key);
            Changed(next.Header.Id);
            count++;
        }

        return count;
    }

    /// <summary>Puts a message into the inbox of a live instance, and on its way when the instance may run now.</summary>
    public void Post(HubTransaction transaction, InstanceState target, InboxMessage message)
    {
        var stored = transaction.Post(target.Key, message);
        if (target.Status != OrchestrationRuntimeStatus.Suspended && !target.IsDelayed)
        {
            Deliveries.Add((target.Key, stored));
        }
    }

    private void Answer(HubTransaction transaction, ParentLink link, string name, string? output, FailureDetails? failure)
    {
        if (transaction.Find(link.Key) is not { IsLive: true } parent || parent.Header.Execution != link.Execution)
        {
            return;
        }

        var (kind, data) = failure is null
            ? (HistoryKind.SubOrchestrationInstanceCompleted, output)
            : (HistoryKind.SubOrchestrationInstanceFailed, JsonSerializer.Serialize(failure, WorkflowJson.Default.FailureDetails));
        Post(transaction, parent, new InboxMessage(0, kind, link.Execution, link.Task, name, data));
    }
}
