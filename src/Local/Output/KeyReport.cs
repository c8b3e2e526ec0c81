using Workflows.Domain.Tenancy;

namespace Workflows.Local.Output;

/// <summary>What commands tell of a key. Its hash is of no use to anybody, and its secret is not known any more.</summary>
internal sealed record KeyReport(
    string Id, string User, string Project, string Person, IReadOnlyList<string> Scopes, string? Label, string State, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? RevokedAt)
{
    public static KeyReport Of(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.User, key.Project, key.Person, [.. key.Scopes.Select(scope => scope.ToString().ToLowerInvariant())], key.Label,
        key.RevokedAt is not null ? "revoked" : key.IsLive(now) ? "good" : "expired",
        key.CreatedAt.UtcDateTime, key.ExpiresAt?.UtcDateTime, key.RevokedAt?.UtcDateTime);
}
