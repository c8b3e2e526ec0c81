namespace Workflows.Engine.Worker;

/// <summary>The activities that run or wait for their turn, by instance.</summary>
internal sealed class ActivityCalls
{
    private readonly Dictionary<long, HashSet<ActivityCall>> _calls = [];

    public void Add(ActivityCall call)
    {
        lock (_calls)
        {
            if (!_calls.TryGetValue(call.Item.Key, out var calls))
            {
                _calls.Add(call.Item.Key, calls = []);
            }

            calls.Add(call);
        }
    }

    /// <summary>It has ended, and can be stopped no more.</summary>
    public void Remove(ActivityCall call)
    {
        lock (_calls)
        {
            if (_calls.TryGetValue(call.Item.Key, out var calls) && calls.Remove(call) && calls.Count == 0)
            {
                _calls.Remove(call.Item.Key);
            }

            call.Dispose();
        }
    }

    /// <summary>Stops all of an instance.</summary>
    public void Stop(long key)
    {
        lock (_calls)
        {
            foreach (var call in _calls.GetValueOrDefault(key) ?? [])
            {
                call.Stop();
            }
        }
    }
}
