namespace Workflows.Domain.SourceControl;

/// <summary>Which commit is to be taken back.</summary>
/// <param name="RunId">The run that made it.</param>
/// <param name="Commit">The commit.</param>
/// <param name="By">Who asked for it: stands in the new commit as its author.</param>
/// <param name="Channel">Where they asked.</param>
/// <param name="Reason">Why; null for nothing. Stands in the message.</param>
/// <param name="At">When they asked (UTC): stands in the commit, so that the same revert has the same id.</param>
public sealed record RevertCommitInput(string RunId, CommitResult Commit, string By, string Channel, string? Reason, DateTimeOffset At);
