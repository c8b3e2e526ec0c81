namespace Workflows.Engine.Worker;

/// <summary>Keeps an orchestrator on one code path: its continuations run one after another, in a fixed order, only while a turn is made.</summary>
/// <param name="left">Called when the orchestrator left its path: a continuation came from outside of a turn, because it awaited something that its context does not know.</param>
internal sealed class OrchestrationScheduler(Action left) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _thread;

    /// <summary>What a continuation threw that no task carries, as those of <c>async void</c> do.</summary>
    public Exception? Thrown { get; private set; }

    /// <summary>Whether the caller is the orchestrator's own code, now.</summary>
    public bool IsInside => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Runs something, and every continuation that it leads to.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            action();
            while (_queue.TryDequeue(out var next))
            {
                Continue(next.Callback, next.State);
            }
        }
        finally
        {
            _thread = 0;
            SetSynchronizationContext(outer);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsInside)
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            left();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("An orchestrator has one code path.");

    public override SynchronizationContext CreateCopy() => this;

    private void Continue(SendOrPostCallback callback, object? state)
    {
        try
        {
            callback(state);
        }
        catch (Exception failure)
        {
            Thrown ??= failure;
        }
    }
}
