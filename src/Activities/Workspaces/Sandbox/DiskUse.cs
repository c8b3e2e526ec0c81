using System.IO.Enumeration;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>How much a command has written to its own folders. What others do on the same disk is not its fault.</summary>
internal sealed class DiskUse
{
    private const long Block = 4096;

    // Each takes a block, so that nobody hides much behind a number of files.
    private const int MostEntries = 1_000_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string> _folders;
    private readonly TimeProvider _time;
    private readonly long _before;
    private readonly long _free;
    private long _written;
    private long _looked;
    private TimeSpan _pause;

    /// <param name="folders">Full paths. What lies in them now does not count.</param>
    /// <param name="time">Measures the pauses between two looks.</param>
    public DiskUse(IReadOnlyList<string> folders, TimeProvider time)
    {
        (_folders, _time, _free) = (folders, time, FreeSpace(folders[0]));
        _before = Look().Bytes;
    }

    /// <summary>The bytes that were added, about a second old at most; older where a look takes long.</summary>
    public long Written()
    {
        if (_time.GetElapsedTime(_looked) >= _pause)
        {
            var (bytes, hidden) = Look();
            // A folder that is closed to us may hold anything: then the disk is asked.
            _written = hidden ? Math.Max(bytes - _before, _free - FreeSpace(_folders[0])) : bytes - _before;
        }

        return _written;
    }

    private static long FreeSpace(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    private (long Bytes, bool Hidden) Look()
    {
        var began = _time.GetTimestamp();
        var (bytes, entries, hidden) = (0L, 0, false);
        foreach (var folder in _folders)
        {
            using var sizes = new Sizes(folder);
            while (entries < MostEntries && sizes.MoveNext())
            {
                entries++;
                bytes += sizes.Current;
            }

            hidden |= sizes.Hidden;
        }

        _looked = _time.GetTimestamp();
        // At most a tenth of the time is spent with looking.
        var took = 10 * _time.GetElapsedTime(began, _looked);
        _pause = took > Pause ? took : Pause;
        return (bytes, hidden);
    }

    // Never through a link; what vanishes meanwhile is not there.
    private sealed class Sizes(string folder)
        : FileSystemEnumerator<long>(folder, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
    {
        private const int NotPermitted = 1;
        private const int AccessDenied = 13;

        public bool Hidden { get; private set; }

        protected override bool ShouldRecurseIntoEntry(ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

        protected override long TransformEntry(ref FileSystemEntry entry) => entry.IsDirectory ? Block : Block + (entry.Length / Block * Block);

        protected override bool ContinueOnError(int error)
        {
            Hidden |= error is NotPermitted or AccessDenied;
            return true;
        }
    }
}
