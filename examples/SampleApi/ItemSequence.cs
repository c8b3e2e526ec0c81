namespace Workflows.SampleApi;

/// <summary>Numbers the items of one server, from 1.</summary>
internal sealed class ItemSequence
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
