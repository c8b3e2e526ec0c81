namespace Workflows.Activities.SourceControl.Git;

/// <summary>Where a commit would go.</summary>
/// <param name="Branch">The branch whose tip it is: the wanted one, or the default branch when that one does not exist. Empty for an empty repository.</param>
/// <param name="Commit">The tip; null in a repository without commits.</param>
/// <param name="Exists">Whether the wanted branch exists.</param>
internal sealed record RemoteTip(string Branch, string? Commit, bool Exists);
