namespace Workflows.Domain.Tenancy;

/// <summary>
/// Whose a run is. The owner stands in front of the instance id, <c>user~project~id</c>, so that everything that hangs on the id (gates,
/// artifacts, events, links, log lines) has the same owner on every engine, and a list of one owner is a list by prefix.
/// </summary>
/// <param name="User">The user, see <see cref="NameProblem"/>.</param>
/// <param name="Project">The project, likewise.</param>
public sealed record RunOwner(string User, string Project)
{
    /// <summary>Stands behind the user and behind the project; no name holds it.</summary>
    public const char Mark = '~';

    /// <summary>Longest user or project, in characters: with both, room is left for an id and its gates.</summary>
    public const int MostName = 20;

    /// <summary>What the ids of this owner begin with.</summary>
    public string Prefix => $"{User}{Mark}{Project}{Mark}";

    /// <summary>Whether the id is of this owner.</summary>
    public bool Owns(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        return instanceId.StartsWith(Prefix, StringComparison.Ordinal) && instanceId.Length > Prefix.Length;
    }

    /// <summary>The id as the hub knows it: one that does not name this owner yet is put under it.</summary>
    public string Complete(string instanceId) => Owns(instanceId) ? instanceId : Prefix + instanceId;

    /// <summary>The owner that an instance id names; null for a run of a host without keys.</summary>
    public static RunOwner? Of(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        var parts = instanceId.Split(Mark, 3);
        return parts.Length == 3 && parts[2].Length > 0 && NameProblem(parts[0]) is null && NameProblem(parts[1]) is null
            ? new RunOwner(parts[0], parts[1])
            : null;
    }

    /// <summary>Null when the text can be a user or a project, otherwise what is wrong: 1 to 20 lower-case letters, digits and single hyphens.</summary>
    public static string? NameProblem(string? name) =>
        string.IsNullOrEmpty(name) ? "it is empty"
        : name.Length > MostName ? $"it has {name.Length} characters; at most {MostName} are allowed"
        : name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) ? "it holds something else than lower-case letters, digits and hyphens"
        : name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal) ? "a hyphen stands at an end, or beside another"
        : null;
}
