using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>Who asks, as the host has made sure of it.</summary>
/// <param name="Person">Who it is on record: decides at gates, starts runs.</param>
/// <param name="Owner">Whose runs it starts, and unless it is an admin, the only ones that it sees; null on a host without keys.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Caller(string Person, RunOwner? Owner, IReadOnlyList<ApiAccess> Scopes)
{
    /// <summary>Whoever asks a host without keys, which listens on this machine only: everything is allowed, and names are taken as given.</summary>
    public static Caller Local { get; } = new("local", null, [ApiAccess.Read, ApiAccess.Run, ApiAccess.Decide, ApiAccess.Admin]);

    /// <summary>Whether it sees the runs of every owner.</summary>
    public bool SeesAll => Owner is null || Scopes.Contains(ApiAccess.Admin);

    /// <summary>Whether it may use a route that asks for this.</summary>
    public bool May(ApiAccess access) => access == ApiAccess.Public || Scopes.Contains(access) || Scopes.Contains(ApiAccess.Admin);
}
