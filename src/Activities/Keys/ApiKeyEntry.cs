namespace Workflows.Activities.Keys;

/// <summary>A key as it is written down: its hash and never its secret. Scopes are words, so that the file can be read.</summary>
internal sealed record ApiKeyEntry(
    string Id, string Sha256, string User, string Project, string Person, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null, string? Label = null);
