namespace Workflows.Domain.Tenancy;

/// <summary>What is kept of an API key: everything but its secret.</summary>
/// <param name="Id">Its id, which the key itself names: 12 lower-case letters and digits.</param>
/// <param name="Hash">SHA-256 of the whole key, as 64 lower-case hexadecimal digits.</param>
/// <param name="User">The user whose runs it sees and starts.</param>
/// <param name="Project">The project, likewise.</param>
/// <param name="Person">Who is on record when it starts a run or decides.</param>
/// <param name="Scopes">What it may do; at least one.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
public sealed record ApiKey(string Id, string Hash, string User, string Project, string Person, IReadOnlyList<KeyScope> Scopes, DateTimeOffset CreatedAt)
{
    /// <summary>What it is for, for people.</summary>
    public string? Label { get; init; }

    /// <summary>When it stops being good (UTC); null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back (UTC); null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it is good at a time: neither taken back nor expired.</summary>
    public bool IsLive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
