namespace Workflows.Activities.Models;

/// <summary>What the offline model writes with: rules instead of a language model. Deterministic: the same document gives the same bytes.</summary>
public interface IOfflineWriter
{
    /// <summary>Writes one C# file of xunit tests.</summary>
    /// <param name="api">The understood document (OpenAPI 3 JSON, references inside), as the activity UnderstandDocument stored it.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken);
}
