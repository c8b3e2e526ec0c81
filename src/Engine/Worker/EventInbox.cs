using Workflows.Engine.Store;

namespace Workflows.Engine.Worker;

/// <summary>External events of an execution: buffered until somebody waits, first in first out per name, names ignoring case.</summary>
internal sealed class EventInbox
{
    private readonly Dictionary<string, LinkedList<TaskCompletionSource<string?>>> _waiting = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<InboxMessage> _unread = [];

    /// <summary>Events that nobody has read, in the order in which they came.</summary>
    public IReadOnlyList<InboxMessage> Unread => _unread;

    public bool IsAwaited => _waiting.Values.Any(waiters => waiters.Count > 0);

    public void Raise(InboxMessage message)
    {
        if (_waiting.TryGetValue(message.Name!, out var waiters) && waiters.First is { } first)
        {
            waiters.Remove(first);
            first.Value.SetResult(message.Data);
            return;
        }

        _unread.Add(message);
    }

    /// <summary>Waits for the next event of a name. A wait that is cancelled takes no event with it.</summary>
    public async Task<string?> WaitAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var index = _unread.FindIndex(message => string.Equals(message.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var message = _unread[index];
            _unread.RemoveAt(index);
            return message.Data;
        }

        if (!_waiting.TryGetValue(name, out var waiters))
        {
            _waiting.Add(name, waiters = new LinkedList<TaskCompletionSource<string?>>());
        }

        var waiter = waiters.AddLast(new TaskCompletionSource<string?>());
        using var cancellation = cancellationToken.Register(() =>
        {
            if (waiter.List is not null)
            {
                waiter.List.Remove(waiter);
                waiter.Value.SetCanceled(cancellationToken);
            }
        });
        return await waiter.Value.Task;
    }
}
