using Microsoft.Win32.SafeHandles;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Audit;

/// <summary>The log as <c>audit.jsonl</c> in a folder, its head as <c>audit.head</c> beside it, and a lock: one process appends.</summary>
internal sealed class FileAuditJournal(string folder, TimeProvider time) : IAuditJournal
{
    private readonly string _head = Path.Combine(folder, "audit.head");
    private FileLock? _lock;
    private SafeFileHandle? _log;
    private SafeFileHandle? _headFile;

    public string Location { get; } = Path.Combine(folder, "audit.jsonl");

    public Task<Stream?> OpenAsync(long position, CancellationToken cancellationToken) => Guard<Stream?>("read", () =>
    {
        if (!File.Exists(Location))
        {
            return null;
        }

        var file = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Position = position;
        return file;
    });

    public Task<byte[]?> ReadHeadAsync(CancellationToken cancellationToken) => Guard("read", () =>
    {
        if (!File.Exists(_head))
        {
            return null;
        }

        using var file = new FileStream(_head, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // One byte more than it has: what was put behind it is seen, however much it is.
        var bytes = new byte[AuditHead.Length + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    });

    public Task AcquireAsync(CancellationToken cancellationToken) => Guard("write", () =>
    {
        Release();
        Directory.CreateDirectory(folder);
        _lock ??= FileLock.TryAcquire(Path.Combine(folder, "audit.lock")) ?? throw new AuditLogException(
            $"The audit log at {Location} is in use by another process, and one process appends to it. Stop that one, or choose another folder with {AuditOptions.FolderSetting}.");
        // The head first: a log without one has lost it.
        if (!File.Exists(_head) && !File.Exists(Location))
        {
            using var made = File.OpenHandle(_head, FileMode.CreateNew, FileAccess.Write);
            RandomAccess.Write(made, AuditHead.Bytes(AuditAnchor.Empty), 0);
            RandomAccess.FlushToDisk(made);
        }

        _log = File.OpenHandle(Location, File.Exists(_head) ? FileMode.OpenOrCreate : FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        DirectorySync.Flush(folder);
        DirectorySync.Flush(Path.GetDirectoryName(folder) ?? folder);
        _headFile = File.Exists(_head) ? File.OpenHandle(_head, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite) : null;
        return true;
    });

    public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, long position, CancellationToken cancellationToken) => Guard("write", () =>
    {
        try
        {
            RandomAccess.Write(_log!, lines.Span, position);
            RandomAccess.FlushToDisk(_log!);
            return true;
        }
        catch (IOException)
        {
            // A full disk: half a line must not stay. Giving room back works there, too.
            RandomAccess.SetLength(_log!, position);
            throw;
        }
    });

    public Task WriteHeadAsync(AuditAnchor last, CancellationToken cancellationToken) => Guard("write", () =>
    {
        // Not forced to disk: a head that lags behind after a power failure is right all the same.
        RandomAccess.Write(_headFile!, AuditHead.Bytes(last), 0);
        return true;
    });

    public Task<string> MoveAsideAsync(long position, CancellationToken cancellationToken) => Guard("write", () =>
    {
        var aside = Path.Combine(folder, $"audit.torn-{time.GetUtcNow():yyyyMMdd-HHmmss}-{position}.txt");
        using (var copy = new FileStream(aside, FileMode.Create, FileAccess.Write))
        using (var log = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            log.Position = position;
            log.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }

        DirectorySync.Flush(folder);
        RandomAccess.SetLength(_log!, position);
        RandomAccess.FlushToDisk(_log!);
        return aside;
    });

    public async ValueTask DisposeAsync()
    {
        Release();
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    private void Release()
    {
        _log?.Dispose();
        _headFile?.Dispose();
        (_log, _headFile) = (null, null);
    }

    private Task<T> Guard<T>(string action, Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(new AuditLogException(
                $"Cannot {action} the audit log at {Location}: {failure.Message} Check the folder's permissions and the free space of the disk.", failure));
        }
        catch (AuditLogException known)
        {
            return Task.FromException<T>(known);
        }
    }
}
