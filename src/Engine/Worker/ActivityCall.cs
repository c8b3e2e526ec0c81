using Workflows.Engine.Hub;

namespace Workflows.Engine.Worker;

/// <summary>An activity that runs or waits for its turn, and what stops it.</summary>
internal sealed class ActivityCall(ActivityWorkItem item) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public ActivityWorkItem Item => item;

    /// <summary>Nobody wants the result any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Does not wait for those who listen: it is called by the thread that writes.</summary>
    public void Stop() => _ = _stop.CancelAsync();

    public void Dispose() => _stop.Dispose();
}
