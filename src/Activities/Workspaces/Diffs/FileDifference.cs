namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>A file that differs between two states.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Before">The file before; null when it was not there.</param>
/// <param name="After">The file now; null when it is gone.</param>
internal sealed record FileDifference(string Path, WorkspaceFile? Before, WorkspaceFile? After)
{
    /// <summary>Whether nothing but the executable bit differs.</summary>
    public bool IsModeOnly => Before is not null && After is not null && Before.Sha256 == After.Sha256;

    /// <summary><c>added</c>, <c>deleted</c>, <c>mode</c> or <c>changed</c>.</summary>
    public string Kind => Before is null ? "added" : After is null ? "deleted" : IsModeOnly ? "mode" : "changed";
}
