namespace Workflows.Domain.SourceControl;

/// <summary>What became of a revert: it stands on the branch, or nothing was done.</summary>
/// <param name="Repository">The repository as it is shown.</param>
/// <param name="Branch">The branch.</param>
/// <param name="RevertedSha">The commit that was to be taken back.</param>
/// <param name="Sha">The commit that takes it back; null when nothing was done.</param>
/// <param name="By">Who took it back, or asked for it.</param>
/// <param name="At">The time that stands in the commit, or that it was asked at (UTC).</param>
/// <param name="Refusal">Why nothing was done, and what to do; null when it was.</param>
public sealed record RevertResult(string Repository, string Branch, string RevertedSha, string? Sha, string By, DateTimeOffset At, string? Refusal = null);
