namespace Workflows.Engine.Hub;

/// <summary>
/// Who does the work that a hub hands out. The hub knows no orchestrator code and the worker no store: what passes between them are
/// work items and results, so that a worker can live in another process one day. Calls are quick: they only queue.
/// </summary>
internal interface IWorker
{
    /// <summary>Takes an orchestration; answered with <see cref="TaskHub.Complete(OrchestrationWorkItem, TurnResult)"/>.</summary>
    void Offer(OrchestrationWorkItem item);

    /// <summary>Takes an activity; answered with <see cref="TaskHub.Complete(ActivityWorkItem, ActivityResult)"/>.</summary>
    void Offer(ActivityWorkItem item);

    /// <summary>An instance was terminated or deleted: whatever activities still do for it is for nobody, and is to stop.</summary>
    void Stop(long key);

    /// <summary>A live instance is no longer what the store holds, or is over: the worker forgets it.</summary>
    void Forget(long key);
}
