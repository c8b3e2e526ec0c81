namespace Workflows.Engine.Worker;

/// <summary>So many items at a time, the others in order. Each activity has its own lane, so that a slow one starves no other; turns have one, too.</summary>
internal sealed class WorkLane<T>(int limit) where T : class
{
    private readonly Queue<T> _waiting = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;

    /// <summary>Completes once the lane is closed and nothing runs in it.</summary>
    public Task Empty => _empty.Task;

    /// <summary>Items that run now.</summary>
    public int Running
    {
        get
        {
            lock (_waiting)
            {
                return _running;
            }
        }
    }

    /// <summary>True when the item may run now; otherwise it waits in the lane, or is forgotten when the lane is closed.</summary>
    public bool TryEnter(T item)
    {
        lock (_waiting)
        {
            if (_closed)
            {
                return false;
            }

            if (_running < limit)
            {
                _running++;
                return true;
            }

            _waiting.Enqueue(item);
            return false;
        }
    }

    /// <summary>An item has ended; answers the next one, which may run now.</summary>
    public T? Leave()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out var next))
            {
                return next;
            }

            _running--;
            NoteEmpty();
            return null;
        }
    }

    /// <summary>Takes nothing more. Who still waits is forgotten: the store has them, and they run at the next start.</summary>
    public void Close()
    {
        lock (_waiting)
        {
            _closed = true;
            _waiting.Clear();
            NoteEmpty();
        }
    }

    private void NoteEmpty()
    {
        if (_closed && _running == 0)
        {
            _empty.TrySetResult();
        }
    }
}
