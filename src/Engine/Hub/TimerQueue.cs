namespace Workflows.Engine.Hub;

/// <summary>Wakes up when the next durable timer is due: one timer of the clock, no polling. The store holds the truth; this is its index in memory.</summary>
internal sealed class TimerQueue : IDisposable
{
    // The clock's timers do not take longer waits than about 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(long Key, int Task, long FireAt), long> _queue = new();
    private readonly TimeProvider _clock;
    private readonly Action<long, int, long> _fire;
    private readonly ITimer _timer;
    private bool _stopped;

    /// <param name="clock">The clock.</param>
    /// <param name="fire">Called once for each timer that is due; it may have been cancelled meanwhile.</param>
    public TimerQueue(TimeProvider clock, Action<long, int, long> fire)
    {
        (_clock, _fire) = (clock, fire);
        _timer = clock.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(long key, int task, long fireAt) => Add(key, task, fireAt, fireAt);

    /// <summary>Tries a timer that is due again, at a later time.</summary>
    public void Add(long key, int task, long fireAt, long tryAt)
    {
        lock (_gate)
        {
            var isNext = !_queue.TryPeek(out _, out var next) || tryAt < next;
            _queue.Enqueue((key, task, fireAt), tryAt);
            if (isNext)
            {
                Arm();
            }
        }
    }

    public void AddRange(IEnumerable<(long Key, int Task, long FireAt)> timers)
    {
        lock (_gate)
        {
            _queue.EnqueueRange(timers.Select(timer => (timer, timer.FireAt)));
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
        }

        _timer.Dispose();
    }

    private void FireDue()
    {
        List<(long Key, int Task, long FireAt)> due = [];
        lock (_gate)
        {
            var now = _clock.GetUtcNow().UtcTicks;
            while (!_stopped && _queue.TryPeek(out var timer, out var at) && at <= now)
            {
                _queue.Dequeue();
                due.Add(timer);
            }

            Arm();
        }

        foreach (var (key, task, fireAt) in due)
        {
            _fire(key, task, fireAt);
        }
    }

    private void Arm()
    {
        if (_stopped || !_queue.TryPeek(out _, out var at))
        {
            return;
        }

        var wait = TimeSpan.FromTicks(Math.Max(0, at - _clock.GetUtcNow().UtcTicks));
        // Rounded up: a clock timer that rings a fraction early would only be armed again.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
