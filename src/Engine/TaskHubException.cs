using SQLitePCL;

namespace Workflows.Engine;

/// <summary>The task hub's store failed. The message says what happened, to which file, and what to do. What was acknowledged before is not lost.</summary>
public sealed class TaskHubException : Exception
{
    /// <summary>Describes a failure.</summary>
    public TaskHubException(TaskHubError error, string message, Exception? cause = null)
        : base(message, cause) => Error = error;

    /// <summary>What kind of failure it is.</summary>
    public TaskHubError Error { get; }

    internal static TaskHubException Closed() =>
        new(TaskHubError.Closed, "The task hub is closed: the host is shutting down. Try again once it runs.");

    internal static TaskHubException FromSqlite(string path, int extendedCode, string reason)
    {
        var (error, advice) = (extendedCode & 0xFF) switch
        {
            raw.SQLITE_FULL => (TaskHubError.DiskFull, "The disk is full: free some room; runs go on by themselves."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (TaskHubError.Corrupt,
                "The file is damaged or is not a task hub. Restore it from a backup (hub.db with its -wal file), try 'sqlite3 hub.db .recover', or move it away to begin with an empty hub."),
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => (TaskHubError.NotWritable,
                "The file or its folder cannot be written: check that the folder exists and its permissions, or choose another hub file."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (TaskHubError.AlreadyOwned,
                "Another program holds the database open for writing (a backup tool, a SQLite shell): close it."),
            raw.SQLITE_IOERR => (TaskHubError.Store, "Reading or writing the disk failed: check the disk and its free space."),
            _ => (TaskHubError.Store, "This is a fault of the engine or of the disk; the log has the details."),
        };
        return new TaskHubException(error, $"Task hub '{path}': {reason} (SQLite {extendedCode}). {advice}");
    }
}
