namespace Workflows.Activities.SourceControl.Git;

/// <summary>A file at which what was approved and what the branch holds are in each other's way.</summary>
/// <param name="Path">From the root of the repository.</param>
/// <param name="IsGone">Whether the branch had it and has it no more; otherwise it holds something else.</param>
internal sealed record MergeConflict(string Path, bool IsGone);
