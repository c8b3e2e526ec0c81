using System.Collections.Concurrent;
using System.Security.Cryptography;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>The files of runs. A few working copies are kept, so that a build finds the results of the one before.</summary>
internal sealed class RunWorkspaces(WorkspaceStates states, WorkspaceScratch scratch) : IWorkspaces, IDisposable
{
    private const int MostKept = 8;

    private readonly ConcurrentDictionary<(string RunId, string Name), CopySlot> _slots = new();
    private long _uses;

    /// <inheritdoc />
    public Task<WorkspaceManifest> ReadAsync(WorkspaceState state, CancellationToken cancellationToken) => states.ReadAsync(state, cancellationToken);

    /// <inheritdoc />
    public async Task<byte[]> ReadFileAsync(WorkspaceState state, WorkspaceFile file, CancellationToken cancellationToken) =>
        await states.ReadFileAsync((await states.ReadAsync(state, cancellationToken)).Owner, file.Sha256, cancellationToken);

    /// <inheritdoc />
    public Task<WorkspaceState> ChangeAsync(string runId, WorkspaceState state, IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellationToken) =>
        ChangeAsync(runId, state, changes.ToDictionary(change => change.Key, change => change.Value is { } content ? new WorkspaceChange(content) : null), cancellationToken);

    /// <inheritdoc />
    public async Task<WorkspaceState> ChangeAsync(
        string runId, WorkspaceState state, IReadOnlyDictionary<string, WorkspaceChange?> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return state;
        }

        var manifest = await states.ReadAsync(state, cancellationToken);
        var files = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (path, change) in changes)
        {
            if (change is null)
            {
                files.Remove(path);
                continue;
            }

            files[path] = Add(path, change, files.TryGetValue(path, out var before) && before.Executable, contents);
        }

        return await states.StoreAsync(runId, files.Values, contents, manifest.Owner, cancellationToken);
    }

    /// <inheritdoc />
    public Task<WorkspaceState> CreateAsync(string runId, IReadOnlyDictionary<string, WorkspaceChange> files, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        List<WorkspaceFile> list = [.. files.Select(file => Add(file.Key, file.Value, executable: false, contents))];
        return states.StoreAsync(runId, list, contents, runId, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IWorkingCopy> OpenAsync(string runId, string name, WorkspaceState state, bool clean, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrAdd((runId, name), _ => new CopySlot());
        await slot.Gate.WaitAsync(cancellationToken);
        try
        {
            if (clean && slot.Folder is { } used)
            {
                WorkspaceScratch.Delete(used);
                slot.Folder = null;
            }

            slot.LastUse = Interlocked.Increment(ref _uses);
            slot.Folder ??= scratch.NewFolder("copy");
            var manifest = await states.ReadAsync(state, cancellationToken);
            await CopyFolder.FillAsync(slot.Folder, manifest, file => states.ReadFileAsync(manifest.Owner, file.Sha256, cancellationToken), cancellationToken);
            return new WorkingCopy(this, runId, state, manifest, slot.Folder, () => Release(slot));
        }
        catch
        {
            Release(slot);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
        {
            slot.Gate.Dispose();
        }
    }

    private static WorkspaceFile Add(string path, WorkspaceChange change, bool executable, Dictionary<string, byte[]> contents)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(change.Content));
        contents[hash] = change.Content;
        return new WorkspaceFile(path, hash, change.Content.Length, change.Executable ?? executable);
    }

    private void Release(CopySlot slot)
    {
        slot.Gate.Release();
        foreach (var (key, old) in _slots.OrderByDescending(one => one.Value.LastUse).Skip(MostKept))
        {
            // Who waits for it meanwhile gets a new one.
            if (old.Gate.Wait(TimeSpan.Zero))
            {
                if (old.Folder is { } folder)
                {
                    WorkspaceScratch.Delete(folder);
                    old.Folder = null;
                }

                _slots.TryRemove(new KeyValuePair<(string, string), CopySlot>(key, old));
                old.Gate.Release();
            }
        }
    }
}
