using System.Text.Json.Serialization;

namespace Workflows.Domain.SourceControl;

/// <summary>Where a commit is.</summary>
/// <param name="Repository">The repository as it is shown: an address without credentials, or a path.</param>
/// <param name="Branch">The branch that it stands on.</param>
/// <param name="Sha">The commit's id; empty, as repository and branch, where there was nothing to commit.</param>
/// <param name="Existed">Whether it stood there already when this call looked: from an earlier try of the same call, or because the branch holds the very files.</param>
public sealed record CommitResult(string Repository, string Branch, string Sha, bool Existed)
{
    /// <summary>Why the repository could not be reached, so that nothing is known of the commit: its host is down, slow or busy, which passes by itself. Null where it was reached.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unreachable { get; init; }

    /// <summary>What tells that there was nothing to commit.</summary>
    public static CommitResult Nothing { get; } = new("", "", "", Existed: true);
}
