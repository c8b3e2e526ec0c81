using System.Globalization;
using System.Security.Cryptography;
using Workflows.Activities.Artifacts;

namespace Workflows.Activities.Approvals;

/// <summary>
/// Keys as files that only their owner may read: <c>{id}.key</c>, where the id is the time at which it was made, so that names sort
/// by age. Nothing is cached: a key that another process makes or removes counts at once.
/// </summary>
internal sealed class FolderLinkKeys(string folder, TimeProvider time) : ILinkKeys
{
    private const string Extension = ".key";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _making = new();

    public LinkKey Newest()
    {
        lock (_making)
        {
            return Guard(() => NewestId() is { } id ? Read(id) ?? Make() : Make());
        }
    }

    public LinkKey? Find(string id) => LinkKey.IsId(id) ? Guard(() => Read(id)) : null;

    public string Rotate()
    {
        lock (_making)
        {
            return Guard(Make).Id;
        }
    }

    public bool Remove(string id) => LinkKey.IsId(id) && Guard(() =>
    {
        var known = File.Exists(PathOf(id));
        File.Delete(PathOf(id));
        return known;
    });

    private string? NewestId() => !Directory.Exists(folder)
        ? null
        : Directory.EnumerateFiles(folder, "*" + Extension).Select(Path.GetFileNameWithoutExtension).Where(LinkKey.IsId).Max(StringComparer.Ordinal);

    private LinkKey? Read(string id)
    {
        try
        {
            var secret = File.ReadAllBytes(PathOf(id));
            return secret.Length >= LinkKey.LeastBytes
                ? new LinkKey(id, secret)
                : throw new LinkKeyException($"The key '{PathOf(id)}' has {secret.Length} bytes; it has at least {LinkKey.LeastBytes}. Remove the file; links that it signed are lost.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // Written aside and renamed, so that nobody ever reads half a key; two processes that make the first one at once make two.
    private LinkKey Make()
    {
        CreateFolder();
        var key = new LinkKey(NextId(), RandomNumberGenerator.GetBytes(LinkKey.LeastBytes));
        var temporary = Path.Combine(folder, "." + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(key.Secret.Span);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, PathOf(key.Id));
        DirectorySync.Flush(folder);
        return key;
    }

    // Later than every other, also after the clock was set back.
    private string NextId()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var newest = NewestId() is { } id && long.TryParse(id.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(now, newest + 1):D14}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(string id) => Path.Combine(folder, id + Extension);

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LinkKeyException(
                $"The keys of links in '{folder}' cannot be used: {failure.Message} Give the host its permissions back, or set {ApprovalOptions.KeyFolderSetting} to another folder.", failure);
        }
    }
}
