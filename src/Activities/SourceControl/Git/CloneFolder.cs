using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Azurite;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>What is kept on this machine for one remote repository: the clone, and marks of what was pushed.</summary>
internal sealed class CloneFolder
{
    private readonly string _root;

    public CloneFolder(string workFolder, RepositoryAddress remote) =>
        _root = Path.Combine(workFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(remote.Text)))[..16]);

    /// <summary>The clone: bare, so that no file of the repository is ever written as a file of this machine.</summary>
    public string Repository => Path.Combine(_root, "repo.git");

    /// <summary>Home folder of git: always empty.</summary>
    public string Home => Path.Combine(_root, "home");

    private string Temporary => Path.Combine(_root, "tmp");

    private string Marks => Path.Combine(_root, "pushed");

    /// <summary>Waits until no other process works here, and clears away what a killed one left behind.</summary>
    /// <exception cref="SourceControlException">The folder cannot be used.</exception>
    public async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(_root);
            var held = await FileLock.AcquireAsync(Path.Combine(_root, "lock"), cancellationToken);
            Directory.CreateDirectory(Home);
            Directory.CreateDirectory(Marks);
            Recreate(Temporary);
            return held;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceControlException(
                $"The work folder {_root} cannot be used: {exception.Message} Free some room, check its permissions, or name another one with SourceControl:WorkFolder.", exception);
        }
    }

    /// <summary>Path of a file that nobody else uses.</summary>
    public string NewTemporaryFile() => Path.Combine(Temporary, Guid.NewGuid().ToString("N"));

    /// <summary>Deletes the clone. The marks stay.</summary>
    public void DiscardClone()
    {
        if (Directory.Exists(Repository))
        {
            foreach (var file in new DirectoryInfo(Repository).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
            {
                file.IsReadOnly = false;
            }

            Directory.Delete(Repository, recursive: true);
        }
    }

    /// <summary>The commit that was pushed for a key, or null when none is known.</summary>
    public async Task<string?> FindMarkAsync(string key, CancellationToken cancellationToken) =>
        File.Exists(MarkPath(key)) ? (await File.ReadAllTextAsync(MarkPath(key), cancellationToken)).Trim() : null;

    /// <summary>Notes that a commit was pushed.</summary>
    public async Task MarkAsync(string key, string commit, CancellationToken cancellationToken)
    {
        var half = NewTemporaryFile();
        await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(commit + "\n"), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, MarkPath(key), overwrite: true);
        DirectorySync.Flush(Marks);
    }

    private string MarkPath(string key) => Path.Combine(Marks, key);

    private static void Recreate(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }
}
