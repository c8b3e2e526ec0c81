namespace Workflows.Activities.Tests;

/// <summary>The clock of this machine, whose stopwatch can be moved on.</summary>
internal sealed class MovedTime : TimeProvider
{
    private long _moved;

    public void Move(TimeSpan time) => Interlocked.Add(ref _moved, (long)(time.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => System.GetTimestamp() + Interlocked.Read(ref _moved);
}
