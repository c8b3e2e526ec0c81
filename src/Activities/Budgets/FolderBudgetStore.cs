using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Budgets;

/// <summary>
/// Books as files, <c>{folder}/projects/{user}~{project}.jsonl</c> and <c>{folder}/runs/{runId}.jsonl</c>, changed under a lock that holds between
/// processes, too. The version of a book is its hash.
/// </summary>
internal sealed class FolderBudgetStore(string root) : IBudgetStore, IDisposable
{
    private const string Extension = ".jsonl";

    /// <summary>Of files that hold the book alone, as they were written until there were lines; each is taken over at the next change of its book.</summary>
    private const string OldExtension = ".json";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SoonFlushed _soon = new();

    public Task<StoredBook?> ReadAsync(string name, CancellationToken cancellationToken) =>
        GuardAsync("read", name, () => Task.FromResult(Find(PathOf(name)).Book));

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        WriteAsync(name, content, version, flush: true, cancellationToken);

    public Task<string?> WriteSoonAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        WriteAsync(name, content, version, flush: false, cancellationToken);

    private async Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, bool flush, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await GuardAsync("write", name, async () =>
            {
                var path = PathOf(name);
                var folder = Path.GetDirectoryName(path)!;
                Make(folder);
                await using var between = await FileLock.AcquireAsync(Path.Combine(root, "budgets.lock"), cancellationToken);
                var (file, book, old) = Find(path);
                if (book?.Version != version)
                {
                    return null;
                }

                var written = file.Write(content.Span, flush);
                if (old is not null)
                {
                    File.Delete(old);
                }

                if (!flush)
                {
                    _soon.Add(path);
                }

                return written;
            });
        }
        finally
        {
            _writer.Release();
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<string>>("list", prefix, () =>
        {
            var folder = Path.GetDirectoryName(PathOf(prefix + "x"))!;
            var names = Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is Extension or OldExtension).Select(file => Named(Path.GetRelativePath(root, file)))
                : [];
            return Task.FromResult<IReadOnlyList<string>>(
                [.. names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)]);
        });

    public void Dispose()
    {
        _soon.Dispose();
        _writer.Dispose();
    }

    // Windows takes a colon for the name of a stream within a file; the percent sign is no character of names.
    private string PathOf(string name) => Path.Combine(root, Path.Combine(name.Replace(':', '%').Split('/')) + Extension);

    private static string Named(string path) => Path.ChangeExtension(path, null).Replace('%', ':').Replace(Path.DirectorySeparatorChar, '/');

    private void Make(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DirectorySync.Flush(root);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(root)) ?? root);
        }
    }

    private static (BookFile File, StoredBook? Book, string? Old) Find(string path)
    {
        var file = new BookFile(path);
        var old = Path.ChangeExtension(path, OldExtension);
        return file.Read() is { } book ? (file, book, null)
            : new BookFile(old).ReadWhole() is { } before ? (file, before, old)
            // Taken over while it was looked for: the new one is there before the old one goes.
            : (file, file.Read(), null);
    }

    private async Task<T> GuardAsync<T>(string action, string name, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BudgetStoreException(
                $"Cannot {action} the budget book '{name}' in '{root}': {failure.Message} Check that the disk has room and that this user may write there, or set {BudgetOptions.FolderSetting} to another folder.", failure);
        }
    }
}
