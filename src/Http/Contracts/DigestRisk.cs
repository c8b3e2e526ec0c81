namespace Workflows.Http.Contracts;

/// <summary>Something that somebody should look at.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Why">Why.</param>
/// <param name="Url">Where something can be done about it.</param>
public sealed record DigestRisk(string RunId, string Why, string? Url);
