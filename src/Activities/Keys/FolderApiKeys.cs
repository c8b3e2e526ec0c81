using Workflows.Activities.Artifacts;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Keys;

/// <summary>
/// Keys in a file that only its owner may read, replaced as a whole. It is read again when it has another time or length, so a host sees
/// at once what a command changed.
/// </summary>
internal sealed class FolderApiKeys(string folder, TimeProvider time) : IApiKeys, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    // Clocks of file systems are coarse: two writes can have one time. What was written just now is not taken for known.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private readonly string _path = Path.Combine(folder, ApiKeyList.FileName);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile Known? _known;

    public string Location => _path;

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => GuardAsync("read", async () =>
    {
        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            return [];
        }

        var stamp = (file.LastWriteTimeUtc, file.Length);
        if (_known is { } known && known.Stamp == stamp)
        {
            return known.Keys;
        }

        var keys = await ReadAsync(cancellationToken);
        _known = (time.GetUtcNow().UtcDateTime - stamp.LastWriteTimeUtc).Duration() > Settled ? new Known(stamp, keys) : null;
        return keys;
    });

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => ChangeAsync(keys => (ApiKeyList.With(keys, key), true), cancellationToken);

    public Task<ApiKey?> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(keys => ApiKeyList.Without(keys, id, at), cancellationToken);

    public void Dispose() => _writing.Dispose();

    private Task<T> ChangeAsync<T>(Func<IReadOnlyList<ApiKey>, (IReadOnlyList<ApiKey> Keys, T Result)> change, CancellationToken cancellationToken) =>
        GuardAsync("write", async () =>
        {
            Directory.CreateDirectory(folder);
            await _writing.WaitAsync(cancellationToken);
            try
            {
                await using var others = await LockAsync(cancellationToken);
                var before = await ReadAsync(cancellationToken);
                var (after, result) = change(before);
                if (!ReferenceEquals(before, after))
                {
                    await ReplaceAsync(ApiKeyList.Write(after), cancellationToken);
                }

                return result;
            }
            finally
            {
                _writing.Release();
            }
        });

    // Held by one process at a time; the system lets go of it when that process dies.
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        while (true)
        {
            try
            {
                return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!patience.IsCancellationRequested && File.Exists(_path + ".lock"))
            {
                await Task.Delay(Between, time, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return ApiKeyList.Read(await File.ReadAllBytesAsync(_path, cancellationToken), _path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private async Task ReplaceAsync(byte[] content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(folder, "." + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            await using (var file = new FileStream(temporary, options))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        DirectorySync.Flush(folder);
    }

    private async Task<T> GuardAsync<T>(string action, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ApiKeysException(
                $"Cannot {action} the API keys in {_path}: {failure.Message} Give this user its permissions back, or set {ApiKeyOptions.FolderSetting} to another folder.", failure);
        }
    }

    private sealed record Known((DateTime LastWriteTimeUtc, long Length) Stamp, IReadOnlyList<ApiKey> Keys);
}
