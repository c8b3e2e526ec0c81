using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.SourceControl;

/// <summary>Tells why a change does not go onto a branch, and what to do.</summary>
internal static class ConflictMessage
{
    private const int MostNamed = 3;
    private const string ChangedAdvice =
        "Nothing was committed. Commit the changes of the folder, or take back those of the branch, and rewind the run; or apply the run's patch by hand.";

    /// <param name="branch">The branch.</param>
    /// <param name="remote">The repository.</param>
    /// <param name="conflicts">At least one.</param>
    public static string Write(string branch, RepositoryAddress remote, IReadOnlyList<MergeConflict> conflicts)
    {
        var gone = conflicts.Where(conflict => conflict.IsGone).Select(conflict => conflict.Path).ToList();
        var changed = conflicts.Where(conflict => !conflict.IsGone).Select(conflict => conflict.Path).ToList();
        var where = $"Branch '{branch}' of {remote.Text}";
        return gone.Count == 0 ? $"{Changed(where, changed)} {ChangedAdvice}"
            : changed.Count == 0 ? $"{Gone(where, branch, gone)} {GoneAdvice(gone)}"
            : $"{Changed(where, changed)} {ChangedAdvice} {Gone("The branch", branch, gone)} {GoneAdvice(gone)}";
    }

    private static string Changed(string where, List<string> paths) =>
        $"{where} holds {Named(paths)} otherwise than the run found {It(paths)}, at the very place that the run changed: either somebody committed there meanwhile, or the folder had changes that are in no commit.";

    private static string Gone(string where, string branch, List<string> paths) =>
        $"{where} had {Named(paths)}, which the run changed, and has {It(paths)} no more: somebody deleted or moved {It(paths)} (git log {branch} -- {paths[0]} tells who).";

    private static string GoneAdvice(List<string> paths) =>
        $"Nothing was committed. Put {It(paths)} back on the branch, and rewind the run; or apply the run's patch by hand to what has become of {It(paths)}.";

    private static string It(List<string> paths) => paths.Count == 1 ? "it" : "them";

    private static string Named(List<string> paths) =>
        string.Join(", ", paths.Take(MostNamed).Select(path => $"'{path}'")) + (paths.Count > MostNamed ? $" and {paths.Count - MostNamed} more files" : "");
}
