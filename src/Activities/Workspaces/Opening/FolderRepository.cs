using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Finds the git repository that a task's folder lies in (row R10, both layouts).</summary>
internal sealed class FolderRepository(GitProgram program)
{
    private const string Workspace = "workspace";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The repository; null where there is none, or git is missing or refuses it.</summary>
    public async Task<TaskRepository?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, Workspace);
        if (Directory.Exists(own) && await AskAsync(own, cancellationToken) is (var top, "") && top.Length > 0)
        {
            return new TaskRepository(top, "", Workspace);
        }

        return await AskAsync(folder, cancellationToken) is var (path, prefix) ? new TaskRepository(path, prefix, "") : null;
    }

    private async Task<(string Top, string Prefix)?> AskAsync(string folder, CancellationToken cancellationToken)
    {
        if (program.Find() is null)
        {
            return null;
        }

        try
        {
            var answer = await new GitRunner(program).RunAsync(
                folder, GitEnvironment.Create(folder), ["rev-parse", "--show-toplevel", "--show-prefix"], default, Timeout, cancellationToken);
            return answer.Succeeded && answer.Text.Split('\n') is [{ Length: > 0 } top, var prefix, ..] ? (Path.GetFullPath(top), prefix.TrimEnd('/')) : null;
        }
        catch (SourceControlException)
        {
            return null;
        }
    }
}
