using System.Collections.Concurrent;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Budgets;

/// <summary>Files that reach the disk a second after they were written, however often that was, and at the latest when this is disposed.</summary>
internal sealed class SoonFlushed : IDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, byte> _files = new(StringComparer.Ordinal);
    private readonly Timer _timer;
    private int _waits;

    public SoonFlushed() => _timer = new Timer(_ => FlushAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>A file was written.</summary>
    public void Add(string path)
    {
        _files[path] = 0;
        if (Interlocked.Exchange(ref _waits, 1) == 0)
        {
            _timer.Change(_soon, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        FlushAll();
    }

    private void FlushAll()
    {
        Interlocked.Exchange(ref _waits, 0);
        var paths = _files.Keys.Where(path => _files.TryRemove(path, out _)).ToList();
        foreach (var path in paths)
        {
            Flush(() =>
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                file.Flush(flushToDisk: true);
            });
        }

        foreach (var folder in paths.Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            Flush(() => DirectorySync.Flush(folder));
        }
    }

    private static void Flush(Action flush)
    {
        try
        {
            flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It was moved or deleted; or the disk is broken, which the next write that has to be on it tells.
        }
    }
}
