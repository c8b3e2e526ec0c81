using Workflows.Domain.Artifacts;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>The artifacts as one caller sees them, by the rules of <see cref="OwnedClient"/>: the run's id decides whose they are.</summary>
internal sealed class OwnedArtifacts(IArtifactStore inner, Caller caller) : IArtifactStore
{
    public string Locate(string runId) => Id(runId) is { } id ? inner.Locate(id) : "";

    public Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        if (caller is { Owner: null, SeesAll: true })
        {
            OwnedIds.RefuseOwned(runId);
        }

        return inner.WriteAsync(
            Id(runId) ?? throw new InvalidOperationException("Whoever has shown no key writes nothing."), name, content, contentType, cancellationToken);
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken) =>
        Id(runId) is { } id ? inner.ReadAsync(id, name, cancellationToken) : Task.FromResult<byte[]?>(null);

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken) =>
        Id(runId) is { } id ? inner.FindAsync(id, name, cancellationToken) : Task.FromResult<ArtifactRef?>(null);

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken) =>
        Id(runId) is { } id ? inner.ListAsync(id, cancellationToken) : Task.FromResult<IReadOnlyList<ArtifactRef>>([]);

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken) =>
        Id(runId) is { } id ? inner.DeleteRunAsync(id, cancellationToken) : Task.CompletedTask;

    private string? Id(string runId) => caller.SeesAll ? runId : caller.Owner?.Complete(runId);
}
