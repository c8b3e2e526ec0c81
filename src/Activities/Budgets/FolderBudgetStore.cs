using System.Security.Cryptography;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.Budgets;

/// <summary>
/// Books as files, <c>{folder}/projects/{user}~{project}.json</c> and <c>{folder}/runs/{runId}.json</c>. A book is written aside, flushed and
/// renamed into place under a lock that holds between processes, too; its version is its hash.
/// </summary>
internal sealed class FolderBudgetStore(string root) : IBudgetStore, IDisposable
{
    private const string Extension = ".json";

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SoonFlushed _soon = new();

    public Task<StoredBook?> ReadAsync(string name, CancellationToken cancellationToken) =>
        GuardAsync("read", name, () => FindAsync(PathOf(name), cancellationToken));

    public Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        WriteAsync(name, content, version, flush: true, cancellationToken);

    public Task<bool> WriteSoonAsync(string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) =>
        WriteAsync(name, content, version, flush: false, cancellationToken);

    private async Task<bool> WriteAsync(string name, ReadOnlyMemory<byte> content, string? version, bool flush, CancellationToken cancellationToken)
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
                if ((await FindAsync(path, cancellationToken))?.Version != version)
                {
                    return false;
                }

                await ReplaceAsync(path, content, flush, cancellationToken);
                if (flush)
                {
                    DirectorySync.Flush(folder);
                }
                else
                {
                    _soon.Add(path);
                }

                return true;
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
                ? Directory.EnumerateFiles(folder, "*" + Extension).Select(file => Named(Path.GetRelativePath(root, file))).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                : [];
            return Task.FromResult<IReadOnlyList<string>>([.. names.Order(StringComparer.Ordinal)]);
        });

    public void Dispose()
    {
        _soon.Dispose();
        _writer.Dispose();
    }

    // Windows takes a colon for the name of a stream within a file; the percent sign is no character of names.
    private string PathOf(string name) => Path.Combine(root, Path.Combine(name.Replace(':', '%').Split('/')) + Extension);

    private static string Named(string path) => path[..^Extension.Length].Replace('%', ':').Replace(Path.DirectorySeparatorChar, '/');

    private void Make(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DirectorySync.Flush(root);
            DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(root)) ?? root);
        }
    }

    private static async Task<StoredBook?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return new StoredBook(content, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task ReplaceAsync(string path, ReadOnlyMemory<byte> content, bool flush, CancellationToken cancellationToken)
    {
        // Under the lock there is one writer; what a crash leaves here is written over.
        var aside = path + ".tmp";
        await using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
        {
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: flush);
        }

        File.Move(aside, path, overwrite: true);
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
