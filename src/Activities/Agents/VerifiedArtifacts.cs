using System.Security.Cryptography;
using Workflows.Domain.Artifacts;

namespace Workflows.Activities.Agents;

/// <summary>Reads artifacts that must be the very ones that a reference was made for.</summary>
internal static class VerifiedArtifacts
{
    /// <exception cref="InvalidOperationException">It is gone, or has changed. The message says what to do.</exception>
    public static async Task<byte[]> ReadVerifiedAsync(this IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        var content = await artifacts.ReadAsync(artifact.RunId, artifact.Name, cancellationToken)
            ?? throw new InvalidOperationException($"The artifact '{artifact.Name}' of run '{artifact.RunId}' is gone; it was deleted while a run needed it. Start the run again.");
        return Convert.ToHexStringLower(SHA256.HashData(content)) == artifact.Sha256
            ? content
            : throw new InvalidOperationException($"The artifact '{artifact.Name}' of run '{artifact.RunId}' is another one than when the run saw it. Start the run again.");
    }
}
