using Workflows.Engine.Hub;

namespace Workflows.Engine.Worker;

/// <summary>The worker in the hub's own process.</summary>
internal sealed class InProcessWorker(OrchestrationWorker orchestrations, ActivityWorker activities) : IWorker
{
    public void Offer(OrchestrationWorkItem item) => orchestrations.Offer(item);

    public void Offer(ActivityWorkItem item) => activities.Offer(item);

    public void Stop(long key) => activities.Stop(key);

    public void Forget(long key) => orchestrations.Forget(key);
}
