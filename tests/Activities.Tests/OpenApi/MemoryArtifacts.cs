using System.Collections.Concurrent;
using System.Security.Cryptography;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.OpenApi;

/// <summary>Artifacts in memory, for tests that are not about storing.</summary>
internal sealed class MemoryArtifacts : IArtifactStore
{
    private readonly ConcurrentDictionary<(string Run, string Name), (ArtifactRef Ref, byte[] Content)> _all = new();

    public string Locate(string runId) => "memory:" + runId;

    public Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        ArtifactName.Validate(runId, name);
        var artifact = new ArtifactRef(runId, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)), contentType);
        _all[(runId, name)] = (artifact, content.ToArray());
        return Task.FromResult(artifact);
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_all.TryGetValue((runId, name), out var found) ? found.Content : null);

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken) =>
        Task.FromResult(_all.TryGetValue((runId, name), out var found) ? found.Ref : null);

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArtifactRef>>([.. _all.Values.Select(one => one.Ref).Where(one => one.RunId == runId).OrderBy(one => one.Name, StringComparer.Ordinal)]);

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken)
    {
        foreach (var key in _all.Keys.Where(key => key.Run == runId))
        {
            _all.TryRemove(key, out _);
        }

        return Task.CompletedTask;
    }
}
