namespace Workflows.Engine.Worker;

/// <summary>Live executions between two turns; the one that was used longest ago goes first. What is evicted is rebuilt from history.</summary>
internal sealed class SessionCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LinkedListNode<OrchestrationSession>> _byKey = [];
    private readonly LinkedList<OrchestrationSession> _byUse = [];

    /// <summary>Takes an execution out, for a turn; null when it is not live.</summary>
    public OrchestrationSession? Take(long key)
    {
        lock (_gate)
        {
            if (!_byKey.Remove(key, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            return node.Value;
        }
    }

    public void Put(OrchestrationSession session)
    {
        lock (_gate)
        {
            if (capacity == 0)
            {
                return;
            }

            if (_byKey.Count == capacity && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _byKey.Remove(oldest.Value.Header.Key);
            }

            _byKey[session.Header.Key] = _byUse.AddFirst(session);
        }
    }
}
