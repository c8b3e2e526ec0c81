using Workflows.Activities.Logging;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Forks;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>The commit of a task's files, before it is made.</summary>
internal static class WorkspaceCommit
{
    private const int MostShown = 120;

    /// <summary>Sees to it that every file may stand where it would.</summary>
    /// <exception cref="CommitRefusedException">One may not.</exception>
    public static void Check(IReadOnlyList<FileDifference> files, WorkspaceManifest after, CommitTarget target)
    {
        var all = after.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = target.PathOf(file.Path)!;
            // The folder in front is where the user keeps the task; the file is what an agent has named.
            var problem = (file.After is null ? WorkspacePath.Problem(file.Path) : WorkspacePath.WriteProblem(file.Path))
                ?? (file.After is not null && Parents(file.Path).FirstOrDefault(all.Contains) is { } parent ? $"'{parent}' is a file" : null)
                ?? RepositoryPath.Problem(path, mayBeHidden: true)
                ?? (path.Split('/').Any(WorkspacePath.IsGit) ? "it would lie in git's own folder" : null);
            if (problem is not null)
            {
                throw new CommitRefusedException($"'{Shown(path)}' cannot be committed: {problem}. Nothing was committed; start a new run, and have the file named otherwise.");
            }
        }
    }

    /// <summary>The call, checked.</summary>
    /// <exception cref="CommitRefusedException">It cannot be committed; the message says why.</exception>
    public static CommitRequest Request(CommitWorkspaceInput input, IReadOnlyList<FileDifference> files, CommitTarget target, ForkOverlay? fork) => CommitRequest.Of(
        input.RunId,
        string.IsNullOrWhiteSpace(input.Branch) ? NameTemplate.Fill(target.BranchTemplate, input.RunId, "task") : input.Branch,
        [.. files.Select(file => target.PathOf(file.Path)!)],
        files.Select(file => Line(target.PathOf(file.Path)!, file.After)),
        input.Author, input.At, input.Message, files.Count(file => file.After is null), fork);

    private static string Line(string path, WorkspaceFile? file) => file is null ? $"{path}\t-" : $"{path}\t{file.Sha256}{(file.Executable ? "\tx" : "")}";

    private static IEnumerable<string> Parents(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    private static string Shown(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }
}
