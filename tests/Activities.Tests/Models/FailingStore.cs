using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Tests.Models;

/// <summary>A real store whose n-th write fails, before or after it has happened: a crash at that instant.</summary>
internal sealed class FailingStore(IArtifactStore inner) : IArtifactStore
{
    /// <summary>Which of the coming writes fails, from 1; 0 is none.</summary>
    public int FailAt { get; set; }

    /// <summary>Whether the write has happened when the failure comes.</summary>
    public bool AfterWriting { get; set; }

    public string Locate(string runId) => inner.Locate(runId);

    public async Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        var fails = FailAt > 0 && --FailAt == 0;
        if (fails && !AfterWriting)
        {
            throw new IOException("no space left on device");
        }

        var written = await inner.WriteAsync(runId, name, content, contentType, cancellationToken);
        return fails ? throw new IOException("gone in the middle") : written;
    }

    public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken) => inner.ReadAsync(runId, name, cancellationToken);

    public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken) => inner.FindAsync(runId, name, cancellationToken);

    public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken) => inner.ListAsync(runId, cancellationToken);

    public Task DeleteRunAsync(string runId, CancellationToken cancellationToken) => inner.DeleteRunAsync(runId, cancellationToken);
}
