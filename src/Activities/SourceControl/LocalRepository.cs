using Workflows.Activities.SourceControl.Git;

namespace Workflows.Activities.SourceControl;

/// <summary>A repository on this machine, for demos and first steps.</summary>
public static class LocalRepository
{
    private const string Readme = "# Tests\n\nApproved tests are committed here.\n";
    private const string Branch = "refs/heads/main";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Makes a bare repository with one commit on <c>main</c>, if there is none in the folder. It appears whole or not at all.</summary>
    /// <param name="folder">Where to; the folders above it are made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="readme">What its <c>README.md</c> says; null for a word on tests.</param>
    /// <returns>The folder's full path, which is the repository's address.</returns>
    /// <exception cref="SourceControlException">git is missing or fails, or something else is in the folder.</exception>
    public static async Task<string> EnsureAsync(string folder, CancellationToken cancellationToken, string? readme = null)
    {
        var path = Path.GetFullPath(folder);
        if (File.Exists(Path.Combine(path, "HEAD")))
        {
            return path;
        }

        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new SourceControlException($"{path} is neither a bare repository nor empty. Name another folder, or empty this one.");
        }

        var half = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(half);
            await FillAsync(half, readme ?? Readme, cancellationToken);
            MoveIntoPlace(half, path);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceControlException($"No repository can be made in {path}: {exception.Message} Name another folder, free some room, or check its permissions.", exception);
        }
        finally
        {
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }
        }
    }

    private static void MoveIntoPlace(string half, string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }

            Directory.Move(half, path);
        }
        catch (IOException) when (File.Exists(Path.Combine(path, "HEAD")))
        {
            // Another process made one at the same moment: it is as good.
        }
    }

    private static async Task FillAsync(string folder, string text, CancellationToken cancellationToken)
    {
        var git = new GitRunner(GitProgram.OfThisMachine());
        var environment = GitEnvironment.Create(folder);
        foreach (var role in new[] { "AUTHOR", "COMMITTER" })
        {
            environment[$"GIT_{role}_NAME"] = "Workflows";
            environment[$"GIT_{role}_EMAIL"] = "workflows@workflows.invalid";
            // Fixed, so that two demos begin at the same commit.
            environment[$"GIT_{role}_DATE"] = "@1767225600 +0000";
        }

        await RunAsync("", "init", "--bare", "--quiet", "--template=", "--initial-branch=main", folder);
        environment["GIT_DIR"] = folder;
        var readme = await RunAsync(text, "hash-object", "-w", "--stdin");
        var tree = await RunAsync($"100644 blob {readme}\tREADME.md\n", "mktree");
        var commit = await RunAsync("Begin the repository\n", "commit-tree", tree, "-F", "-");
        await RunAsync("", "update-ref", Branch, commit);

        async Task<string> RunAsync(string input, params string[] arguments)
        {
            var result = await git.RunAsync(folder, environment, arguments, System.Text.Encoding.UTF8.GetBytes(input), Timeout, cancellationToken);
            return result.Succeeded ? result.Line : throw new SourceControlException($"git {arguments[0]} failed in {folder}: {result.Errors.Trim()}");
        }
    }
}
