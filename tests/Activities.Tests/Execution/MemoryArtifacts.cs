using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Execution;

/// <summary>An artifact store for tests of activities that have nothing to do with stores.</summary>
internal sealed class MemoryArtifacts : IArtifactStore
{
    private readonly ConcurrentDictionary<(string RunId, string Name), (ArtifactRef Ref, byte[] Body)> _all = new();

    public string Locate(string runId) => $"memory:{runId}";

    public Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        var stored = new ArtifactRef(runId, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)), contentType);
        _all[(runId, name)] = (stored, content.ToArray());
        return Task.FromResult(stored);
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_all.TryGetValue((runId, name), out var one) ? one.Body : null);

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_all.TryGetValue((runId, name), out var one) ? one.Ref : null);

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArtifactRef>>([.. _all.Values.Select(one => one.Ref).Where(one => one.RunId == runId).OrderBy(one => one.Name, StringComparer.Ordinal)]);

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken)
    {
        foreach (var key in _all.Keys.Where(key => key.RunId == runId))
        {
            _all.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }

    public Task<ArtifactRef> PutAsync(string runId, string name, string text) =>
        WriteAsync(runId, name, Encoding.UTF8.GetBytes(text), "text/plain", CancellationToken.None);

    public async Task<string> TextAsync(ArtifactRef artifact) =>
        Encoding.UTF8.GetString((await ReadAsync(artifact.RunId, artifact.Name, CancellationToken.None))!);
}
