using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.SourceControl;

/// <summary>Shows a commit of a repository on this machine.</summary>
public static class CommitSummary
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>The commit as <c>git show --stat</c> tells it: id, author, message, files. It holds what people and models wrote.</summary>
    /// <param name="repository">The bare repository's folder.</param>
    /// <param name="sha">The commit's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SourceControlException">git is missing, or the repository holds no such commit.</exception>
    public static async Task<string> ReadAsync(string repository, string sha, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(repository);
        var environment = GitEnvironment.Create(path);
        environment["GIT_DIR"] = path;
        var result = await new GitRunner(GitProgram.OfThisMachine()).RunAsync(
            path, environment, ["show", "--stat", "--no-color", "--no-ext-diff", "--end-of-options", sha], ReadOnlyMemory<byte>.Empty, Timeout, cancellationToken);
        return result.Succeeded ? result.Text : throw new SourceControlException($"git show failed in {path}: {result.Errors.Trim()}");
    }
}
