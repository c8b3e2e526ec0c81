using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>Commits a turn: history, timers, sub-orchestrations, messages out and the messages that were dealt with, in one transaction.</summary>
internal sealed class TurnOperation(TaskHub hub, OrchestrationWorkItem item, TurnResult turn) : StoreOperation
{
    public bool Accepted { get; private set; }

    public HubEffects Effects { get; private set; } = new();

    public OrchestrationWorkItem Item => item;

    public TurnResult Turn => turn;

    public override void Execute(HubTransaction transaction)
    {
        Effects = new HubEffects();
        Accepted = transaction.Touch(turn.Key, turn.Execution, turn.At, turn.CustomStatus);
        if (!Accepted)
        {
            return;
        }

        // Before the turn may end it: what it starts, and what waits with it, go by how it was suspended meanwhile.
        var before = turn.Children.Count > 0 || turn.End is not null ? transaction.Find(turn.Key) : null;
        if (turn.Next is { } next)
        {
            BeginNext(transaction, next);
            StartChildrenAndSend(transaction, Suspensions.HoldsChildren(before));
            Effects.Changed(turn.Header.Id);
            return;
        }

        foreach (var order in turn.Consumed)
        {
            transaction.Consume(order);
        }

        foreach (var row in turn.Rows)
        {
            transaction.Append(turn.Key, row);
        }

        if (turn.End is { } end)
        {
            Effects.End(transaction, turn.Header, end.Status, end.Output,
                end.Failure is null ? null : JsonSerializer.Serialize(end.Failure, WorkflowJson.Default.FailureDetails), turn.At);
            StartChildrenAndSend(transaction, Suspensions.HoldsChildren(before));
            if (before is not null)
            {
                Suspensions.Ended(transaction, Effects, before, turn.At);
            }

            return;
        }

        WriteTimers(transaction);
        if (turn.Busy is { } busy)
        {
            transaction.SetBusy(turn.Key, busy);
        }

        StartChildrenAndSend(transaction, Suspensions.HoldsChildren(before));
        Effects.Changed(turn.Header.Id);
    }

    public override void Committed() => hub.TurnCommitted(this);

    public override void Failed(Exception failure) => hub.TurnRefused(item, failure);

    /// <summary>Writes only what changes: a backlog of events that is read one by one must not be written anew for each of them.</summary>
    private void BeginNext(HubTransaction transaction, NextExecution next)
    {
        transaction.NextExecution(turn.Key, next.Input, turn.At);
        var unread = next.Unread.Select(message => message.Order).ToHashSet();
        foreach (var order in turn.Consumed.Where(order => !unread.Contains(order)))
        {
            transaction.Consume(order);
        }

        unread.ExceptWith(turn.Consumed);
        foreach (var message in next.Unread.Where(message => unread.Contains(message.Order)))
        {
            transaction.Post(turn.Key, message);
        }
    }

    private void WriteTimers(HubTransaction transaction)
    {
        foreach (var task in turn.FinishedTimers)
        {
            transaction.DeleteTimer(turn.Key, task);
        }

        foreach (var (task, fireAt) in turn.Timers)
        {
            transaction.AddTimer(turn.Key, task, fireAt);
        }
    }

    private void StartChildrenAndSend(HubTransaction transaction, bool held)
    {
        foreach (var child in turn.Children)
        {
            if (child.Again && transaction.Find(child.Id) is { } existing && existing.IsChildOf(turn.Key, turn.Execution, child.Task))
            {
                if (existing.IsStaged)
                {
                    Effects.Release(transaction, existing, child.Input, turn.At, held);
                }

                continue;
            }

            var link = new ParentLink(turn.Key, turn.Execution, child.Task, turn.Header.Id, turn.Header.Name);
            if (!Effects.Start(transaction, child.Id, child.Name, child.Input, link, startAt: null, turn.At, InstanceIdReuse.ReplaceEnded, held))
            {
                Effects.RefuseChild(transaction, link, child);
            }
        }

        foreach (var sent in turn.Sent)
        {
            Effects.Raise(transaction, sent.InstanceId, sent.Name, sent.Data);
        }
    }
}
