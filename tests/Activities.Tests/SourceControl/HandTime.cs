namespace Workflows.Activities.Tests.SourceControl;

/// <summary>A clock whose timers are due when a test says so. It remembers for how long they were set.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<HandTimer> _timers = [];

    /// <summary>Lets all timers go off that are set for at most as long.</summary>
    public void Pass(TimeSpan time)
    {
        List<HandTimer> due;
        lock (_gate)
        {
            due = _timers.FindAll(timer => timer.Due >= TimeSpan.Zero && timer.Due <= time);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            var timer = new HandTimer(this, () => callback(state)) { Due = dueTime };
            _timers.Add(timer);
            return timer;
        }
    }

    private sealed class HandTimer(HandTime clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = dueTime;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
