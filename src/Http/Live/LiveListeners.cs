namespace Workflows.Http.Live;

/// <summary>How many listen to live updates of a host. Each costs a little memory and a few reads a second, so there is a limit.</summary>
public sealed class LiveListeners
{
    /// <summary>Most listeners at the same time.</summary>
    public const int Most = 1000;

    private int _count;

    internal bool IsFull => Volatile.Read(ref _count) >= Most;

    internal void Enter() => Interlocked.Increment(ref _count);

    internal void Leave() => Interlocked.Decrement(ref _count);
}
