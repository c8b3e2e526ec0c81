namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Files that were taken.</summary>
/// <param name="Files">By path.</param>
/// <param name="LeftOut">What was not taken, with the reason: the first of it.</param>
/// <param name="Problem">Why nothing was taken, with what to do; null when all is well.</param>
internal sealed record TakenFiles(IReadOnlyDictionary<string, WorkspaceChange> Files, IReadOnlyList<string> LeftOut, string? Problem)
{
    public static TakenFiles Not(string problem) => new(new Dictionary<string, WorkspaceChange>(), [], problem);
}
