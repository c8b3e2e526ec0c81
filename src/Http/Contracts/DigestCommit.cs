namespace Workflows.Http.Contracts;

/// <summary>A commit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Repository">The repository, without credentials.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Sha">The commit.</param>
/// <param name="ApprovedBy">Who approved.</param>
public sealed record DigestCommit(string RunId, string? Repository, string Branch, string Sha, string ApprovedBy)
{
    /// <summary>That it was taken back; null while it stands.</summary>
    public RunRevert? Reverted { get; init; }

    /// <summary>Where a POST takes it back; null once it was.</summary>
    public string? RevertUrl { get; init; }
}
