using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Execution;

/// <summary>Reading of artifacts that a step before has written.</summary>
internal static class ArtifactReading
{
    /// <summary>The whole body.</summary>
    /// <exception cref="InvalidOperationException">It is gone.</exception>
    public static async Task<byte[]> ReadRequiredAsync(this IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellationToken) =>
        await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken)
            ?? throw new InvalidOperationException(
                $"The artifact '{artifact.Name}' of run '{artifact.RunId}' is gone from {artifacts.Locate(artifact.RunId)}, though a step before wrote it. Restore it, or start a new run.");
}
