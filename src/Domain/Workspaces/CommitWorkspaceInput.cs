namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.CommitWorkspace"/>: the difference of two states becomes a commit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Branch">The branch; empty for the configured one.</param>
/// <param name="Repository">The repository that the folder lies in; it takes the commit where none is configured. Null for none.</param>
/// <param name="Before">The files as the run found them.</param>
/// <param name="After">The files that were approved.</param>
/// <param name="Folders">The folders that are committed.</param>
/// <param name="Message">The whole message, without trailers.</param>
/// <param name="Author">Who approved.</param>
/// <param name="At">When (UTC).</param>
public sealed record CommitWorkspaceInput(
    string RunId, string Branch, TaskRepository? Repository, WorkspaceState Before, WorkspaceState After, IReadOnlyList<string> Folders, string Message,
    string Author, DateTimeOffset At)
{
    /// <summary>Whether the caller waits for a repository that cannot be reached, and so wants to be told instead of a failure. Null for runs of before, which do not.</summary>
    public bool? Waits { get; init; }
}
