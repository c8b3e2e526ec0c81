using System.Diagnostics;

namespace Workflows.Engine.Store;

/// <summary>
/// The only writer of the file. One thread takes whatever has gathered while the last commit was under way and commits it as one
/// transaction (group commit): many instances share one fsync, and a lone one waits for nobody.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private const int LargestGroup = 2_000;

    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    private readonly object _gate = new();
    private readonly HubTransaction _transaction;
    private readonly Thread _thread;
    private List<StoreOperation> _waiting = [];
    private int _gathered;
    private bool _stopping;

    public StoreWriter(HubTransaction transaction)
    {
        _transaction = transaction;
        _thread = new Thread(Run) { IsBackground = true, Name = "task hub writer" };
        _thread.Start();
    }

    public void Enqueue(StoreOperation operation)
    {
        lock (_gate)
        {
            if (!_stopping)
            {
                _waiting.Add(operation);
                Volatile.Write(ref _gathered, _waiting.Count);
                if (_waiting.Count == 1)
                {
                    Monitor.Pulse(_gate);
                }

                return;
            }
        }

        operation.Failed(TaskHubException.Closed());
    }

    public Task<T> CallAsync<T>(Func<HubTransaction, T> write, Action<T> committed)
    {
        var call = new StoreCall<T>(write, committed);
        Enqueue(call);
        return call.Completion;
    }

    /// <summary>Writes what has gathered, then closes. Later operations fail.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _transaction.Dispose();
    }

    private void Run()
    {
        List<StoreOperation> group = [];
        while (true)
        {
            group.Clear();
            SpinForWork();
            lock (_gate)
            {
                while (_waiting.Count == 0)
                {
                    if (_stopping)
                    {
                        return;
                    }

                    Monitor.Wait(_gate);
                }

                (group, _waiting) = (_waiting, group);
                Volatile.Write(ref _gathered, 0);
            }

            for (var start = 0; start < group.Count; start += LargestGroup)
            {
                Write(group.GetRange(start, Math.Min(LargestGroup, group.Count - start)));
            }
        }
    }

    /// <summary>What a commit leads to is often here again within microseconds; putting the thread to sleep and waking it would cost more than the commit.</summary>
    private void SpinForWork()
    {
        var end = Stopwatch.GetTimestamp() + SpinTicks;
        while (Volatile.Read(ref _gathered) == 0 && Stopwatch.GetTimestamp() < end)
        {
            Thread.SpinWait(8);
        }
    }

    private void Write(List<StoreOperation> group)
    {
        if (TryCommit(group) is not { } failure)
        {
            return;
        }

        if (group.Count == 1)
        {
            group[0].Failed(failure);
            return;
        }

        // One operation's trouble must not become the others': each gets a transaction of its own.
        foreach (var operation in group)
        {
            if (TryCommit([operation]) is { } own)
            {
                operation.Failed(own);
            }
        }
    }

    private Exception? TryCommit(List<StoreOperation> group)
    {
        try
        {
            _transaction.Begin();
            foreach (var operation in group)
            {
                operation.Execute(_transaction);
            }

            _transaction.Commit();
        }
        catch (Exception failure)
        {
            _transaction.Rollback();
            return failure;
        }

        foreach (var operation in group)
        {
            operation.Committed();
        }

        return null;
    }
}
