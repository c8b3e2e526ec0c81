using System.Text;
using Workflows.Activities.SourceControl;
using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Asks git which files it ignores. Without git, or outside of a repository, it ignores none.</summary>
internal sealed class IgnoredFiles(GitProgram program)
{
    private const string Here = "./";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Those of the paths that git ignores.</summary>
    /// <param name="folder">The folder that the paths are in.</param>
    /// <param name="paths">The paths; the first part of each may lie in a repository of its own.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public async Task<HashSet<string>> OfAsync(string folder, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var ignored = new HashSet<string>(StringComparer.Ordinal);
        if (program.Find() is null)
        {
            return ignored;
        }

        foreach (var part in paths.GroupBy(path => path[..path.IndexOf('/', StringComparison.Ordinal)]))
        {
            var input = Encoding.UTF8.GetBytes(string.Concat(part.Select(path => Here + path[(part.Key.Length + 1)..] + "\0")));
            var top = Path.Combine(folder, part.Key);
            // The command knows no literal paths; with a step before it, no name can begin with a sign that has a meaning.
            var environment = GitEnvironment.Create(folder);
            environment.Remove("GIT_LITERAL_PATHSPECS");
            try
            {
                var answer = await new GitRunner(program).RunAsync(top, environment, ["check-ignore", "-z", "--stdin"], input, Timeout, cancellationToken);
                ignored.UnionWith(answer.Succeeded ? answer.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => $"{part.Key}/{path[Here.Length..]}") : []);
            }
            catch (SourceControlException)
            {
                // A git that does not work here is no reason not to begin.
                continue;
            }
        }

        return ignored;
    }
}
