namespace Workflows.Domain.Artifacts;

/// <summary>
/// Where every prompt, response, document, source file and report of a run is kept. Writes are atomic (a reader never sees half a
/// file) and idempotent (the same content again changes nothing). Names cannot leave the run's prefix.
/// </summary>
public interface IArtifactStore
{
    /// <summary>Where a person finds the artifacts of a run: a folder's path or a container's address. Never holds a secret.</summary>
    string Locate(string runId);

    /// <summary>Stores a body under a name, replacing what stood there.</summary>
    /// <exception cref="ArgumentException">The run id or the name is not valid (see <see cref="ArtifactName"/>).</exception>
    Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>The whole body, or null when there is none of that name.</summary>
    Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken);

    /// <summary>What is known of an artifact without its body, or null when there is none of that name.</summary>
    Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken);

    /// <summary>All artifacts of a run, by name.</summary>
    Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Deletes everything of a run.</summary>
    Task DeleteRunAsync(string runId, CancellationToken cancellationToken);
}
