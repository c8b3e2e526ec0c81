namespace Workflows.Http.Contracts;

/// <summary>An artifact of a run.</summary>
/// <param name="Name">Its name, with forward slashes.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Sha256">Hash of the content, in lower-case hex.</param>
/// <param name="ContentType">Media type of what was stored; what is served is never active content.</param>
/// <param name="Url">Where it is served; null where nothing serves.</param>
public sealed record RunArtifact(string Name, long Length, string Sha256, string ContentType, string? Url);
