namespace Workflows.Engine.Worker;

/// <summary>Keeps an orchestrator on one code path: its continuations run one after another, in a fixed order, only while a turn is made.</summary>
internal sealed class OrchestrationScheduler : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _thread;

    /// <summary>Whether a continuation came from outside of a turn: the orchestrator awaited something that its context does not know.</summary>
    public bool WasLeft { get; private set; }

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
                next.Callback(next.State);
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
            WasLeft = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("An orchestrator has one code path.");

    public override SynchronizationContext CreateCopy() => this;
}
