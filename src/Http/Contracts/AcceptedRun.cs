using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>The answer to <c>POST /v1/generate</c>.</summary>
/// <param name="RunId">The run.</param>
/// <param name="StatusUrl">Where its state is told; also in the header <c>Location</c>.</param>
/// <param name="ArtifactsUrl">Where its artifacts are listed.</param>
/// <param name="Existing">Whether the run was there already: this key or id had started it before.</param>
public sealed record AcceptedRun(string RunId, string StatusUrl, string ArtifactsUrl, bool Existing)
{
    /// <summary>What whoever asked should know; null, and left out, where there is nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}
