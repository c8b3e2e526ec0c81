using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>
/// States in the artifact store: a list of files for each, and every content once. A state is stored after all that it names, so that none
/// is ever there by half; storing one again changes nothing.
/// </summary>
internal sealed class WorkspaceStates(IArtifactStore artifacts)
{
    private const string Json = "application/json";
    private const string Binary = "application/octet-stream";
    private const int MostManifests = 64;
    private const int AtOnce = 8;

    // Contents of which the hash is known, so that it holds whatever becomes of the run. That something is stored is never kept in memory: a run
    // may be purged, here or by another process, and one with its id begin anew.
    private readonly ConcurrentDictionary<string, WorkspaceManifest> _manifests = new(StringComparer.Ordinal);

    /// <summary>The files of a state.</summary>
    /// <exception cref="InvalidOperationException">It is gone or was changed.</exception>
    public async Task<WorkspaceManifest> ReadAsync(WorkspaceState state, CancellationToken cancellationToken)
    {
        var key = $"{state.Manifest.RunId}/{state.Manifest.Sha256}";
        if (_manifests.TryGetValue(key, out var known))
        {
            return known;
        }

        var body = await ReadWholeAsync(state.Manifest.RunId, state.Manifest.Name, state.Manifest.Sha256, cancellationToken);
        var manifest = JsonSerializer.Deserialize(body, WorkspaceJson.Default.WorkspaceManifest)
            ?? throw new InvalidOperationException($"The artifact '{state.Manifest.Name}' of run '{state.Manifest.RunId}' is empty. Restore it, or start a new run.");
        Remember(key, manifest);
        return manifest;
    }

    /// <summary>A content of a state.</summary>
    /// <exception cref="InvalidOperationException">It is gone or was changed.</exception>
    public Task<byte[]> ReadFileAsync(string owner, string sha256, CancellationToken cancellationToken) =>
        ReadWholeAsync(owner, NameOf(sha256), sha256, cancellationToken);

    /// <summary>Stores a state of new contents and of those that another state holds already.</summary>
    /// <param name="runId">The run that it is stored under.</param>
    /// <param name="files">All files.</param>
    /// <param name="contents">The new contents, by hash.</param>
    /// <param name="from">The run that the others are stored under; null where there are none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<WorkspaceState> StoreAsync(
        string runId, IEnumerable<WorkspaceFile> files, IReadOnlyDictionary<string, byte[]> contents, string? from, CancellationToken cancellationToken)
    {
        var manifest = new WorkspaceManifest(runId, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
        var missing = manifest.Files.Select(file => file.Sha256).Distinct(StringComparer.Ordinal)
            .Where(hash => contents.ContainsKey(hash) || from != runId);
        await Parallel.ForEachAsync(
            missing, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (hash, token) =>
            {
                // A fork begins with its parent's files; from its first change on it has its own.
                var content = contents.TryGetValue(hash, out var given) ? given : await ReadFileAsync(from!, hash, token);
                await artifacts.WriteAsync(runId, NameOf(hash), content, Binary, token);
            });
        var body = JsonSerializer.SerializeToUtf8Bytes(manifest, WorkspaceJson.Default.WorkspaceManifest);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        var stored = await artifacts.WriteAsync(runId, $"workspace/states/{sha256}.json", body, Json, cancellationToken);
        Remember($"{runId}/{sha256}", manifest);
        return new WorkspaceState(stored, manifest.Files.Count, manifest.Files.Sum(file => file.Length));
    }

    private static string NameOf(string sha256) => $"workspace/files/{sha256}";

    private void Remember(string key, WorkspaceManifest manifest)
    {
        if (_manifests.Count >= MostManifests)
        {
            _manifests.Clear();
        }

        _manifests[key] = manifest;
    }

    private async Task<byte[]> ReadWholeAsync(string runId, string name, string sha256, CancellationToken cancellationToken)
    {
        var body = await artifacts.ReadAsync(runId, name, cancellationToken);
        return body is not null && Convert.ToHexStringLower(SHA256.HashData(body)) == sha256
            ? body
            : throw new InvalidOperationException(
                $"The artifact '{name}' of run '{runId}' is {(body is null ? "gone from" : "not what was stored in")} {artifacts.Locate(runId)}, though a step before wrote it. Restore it, or start a new run.");
    }
}
