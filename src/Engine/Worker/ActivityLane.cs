using Workflows.Engine.Hub;

namespace Workflows.Engine.Worker;

/// <summary>The calls of one activity: so many at a time, the others in order. Each activity has its own lane, so that a slow one starves no other.</summary>
internal sealed class ActivityLane(int limit)
{
    private readonly Queue<ActivityWorkItem> _waiting = new();
    private int _running;

    /// <summary>True when the call may run now; otherwise it waits in the lane.</summary>
    public bool TryEnter(ActivityWorkItem item)
    {
        lock (_waiting)
        {
            if (_running < limit)
            {
                _running++;
                return true;
            }

            _waiting.Enqueue(item);
            return false;
        }
    }

    /// <summary>A call has ended; answers the next one, which may run now.</summary>
    public ActivityWorkItem? Leave()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            _running--;
            return null;
        }
    }

    /// <summary>Forgets who waits; they run at the next start.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _waiting.Clear();
        }
    }
}
