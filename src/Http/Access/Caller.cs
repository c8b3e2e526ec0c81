using Workflows.Domain.Tenancy;

namespace Workflows.Http.Access;

/// <summary>Who asks, as the host has made sure of it.</summary>
/// <param name="Person">Who it is on record: decides at gates, starts runs.</param>
/// <param name="Owner">Whose runs it starts, and unless it is an admin, the only ones that it sees; null on a host without keys.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Caller(string Person, RunOwner? Owner, IReadOnlyList<ApiAccess> Scopes)
{
    /// <summary>
    /// Whoever asks a host without keys, which listens on this machine only, and the host's own user by the token in the data folder:
    /// everything is allowed, and names are taken as given.
    /// </summary>
    public static Caller Local { get; } = new("local", null, [ApiAccess.Read, ApiAccess.Run, ApiAccess.Decide, ApiAccess.Admin]);

    /// <summary>Whoever shows no good key where one is asked for: sees nothing, and is answered on <see cref="ApiAccess.Public"/> routes alone.</summary>
    public static Caller Nobody { get; } = new("", null, []);

    /// <summary>The key that was shown; null without one.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whether it sees the runs of every owner.</summary>
    public bool SeesAll => Scopes.Contains(ApiAccess.Admin);

    /// <summary>Whether it may use a route that asks for this.</summary>
    public bool May(ApiAccess access) => access == ApiAccess.Public || Scopes.Contains(access) || SeesAll;

    /// <summary>The id of a run that it starts: always under its own owner.</summary>
    public string IdOf(string chosen) => Owner?.Complete(chosen) ?? chosen;

    /// <summary>Who is on record for what it does: the key's person, or where there are no keys the name that was given.</summary>
    public string? NameOf(string? given) => Owner is null ? given : Person;

    /// <summary>Null when it may speak in the given name, otherwise why not.</summary>
    public string? NameProblem(string? given) =>
        Owner is null || string.IsNullOrWhiteSpace(given) || given.Trim().Equals(Person, StringComparison.OrdinalIgnoreCase)
            ? null
            : $"This key is {Person}'s, so it cannot speak for '{(given.Length > 100 ? given[..100] + "…" : given)}'. Leave the name out, or use a key of that person.";
}
