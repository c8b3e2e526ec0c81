namespace Workflows.Activities.SourceControl;

/// <summary>The files of a commit.</summary>
/// <param name="Files">As they are committed.</param>
/// <param name="Begun">What the run began with, all of it; null where the files have no such beginning.</param>
internal sealed record CommitContents(IReadOnlyList<CommitContent> Files, BegunWith? Begun = null);
