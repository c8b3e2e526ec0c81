namespace Workflows.Engine.Hub;

/// <summary>Lets callers wait for the next change of an instance without asking again and again. An instance that nobody watches costs nothing.</summary>
internal sealed class InstanceWatch
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TaskCompletionSource Change, int Watchers)> _watched = new(StringComparer.Ordinal);

    /// <summary>Begins to watch. The watcher takes <see cref="Watcher.NextChange"/> before it reads the state, so that no change is missed.</summary>
    public Watcher Begin(string instanceId)
    {
        lock (_gate)
        {
            _watched[instanceId] = _watched.TryGetValue(instanceId, out var entry) ? (entry.Change, entry.Watchers + 1) : (NewChange(), 1);
        }

        return new Watcher(this, instanceId);
    }

    public void Changed(string instanceId)
    {
        TaskCompletionSource? change = null;
        lock (_gate)
        {
            if (_watched.Count > 0 && _watched.TryGetValue(instanceId, out var entry))
            {
                change = entry.Change;
                _watched[instanceId] = (NewChange(), entry.Watchers);
            }
        }

        change?.SetResult();
    }

    /// <summary>Wakes everybody, so that nobody waits for a hub that is closed: the next read tells them.</summary>
    public void Close()
    {
        List<string> watched;
        lock (_gate)
        {
            watched = [.. _watched.Keys];
        }

        watched.ForEach(Changed);
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>One who watches.</summary>
    internal sealed class Watcher(InstanceWatch watch, string instanceId) : IDisposable
    {
        public Task NextChange()
        {
            lock (watch._gate)
            {
                return watch._watched[instanceId].Change.Task;
            }
        }

        public void Dispose()
        {
            lock (watch._gate)
            {
                var (change, watchers) = watch._watched[instanceId];
                if (watchers == 1)
                {
                    watch._watched.Remove(instanceId);
                }
                else
                {
                    watch._watched[instanceId] = (change, watchers - 1);
                }
            }
        }
    }
}
