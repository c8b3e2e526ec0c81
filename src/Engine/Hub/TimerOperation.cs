using Workflows.Domain.Client;
using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>A timer is due: it becomes a message to its instance, or the begin of an instance that was told to start later. One that was cancelled or has fired already does nothing.</summary>
internal sealed class TimerOperation(TaskHub hub, long key, int task, long fireAt) : StoreOperation
{
    private HubEffects _effects = new();

    public override void Execute(HubTransaction transaction)
    {
        _effects = new HubEffects();
        if (!transaction.TakeTimer(key, task, fireAt) || transaction.Find(key) is not { IsLive: true } state)
        {
            return;
        }

        if (task != TaskHub.StartTimer)
        {
            _effects.Post(transaction, state, new InboxMessage(0, HistoryKind.TimerFired, state.Header.Execution, task, null, null));
            return;
        }

        transaction.SetBusy(key, busy: true);
        if (state.Status != OrchestrationRuntimeStatus.Suspended)
        {
            _effects.Revived.Add((state.Header, transaction.Inbox(key)));
        }
    }

    public override void Committed() => hub.Apply(_effects);

    public override void Failed(Exception failure) => hub.TimerRefused(key, task, fireAt);
}
