namespace Workflows.Activities.Tests.Models;

/// <summary>A clock on which waits between attempts (up to 60 s) are over at once; the time limits of a call (minutes) are real.</summary>
internal sealed class HastyBackOff : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= TimeSpan.FromSeconds(60) ? TimeSpan.Zero : dueTime, period);
}
