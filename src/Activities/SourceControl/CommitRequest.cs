using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Forks;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>A call, checked: what passes here can stand in the repository.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Branch">The branch, without <c>refs/heads/</c>.</param>
/// <param name="Paths">Where each of the call's files goes, from the root of the repository.</param>
/// <param name="Author">The approver.</param>
/// <param name="At">Seconds since 1970.</param>
/// <param name="Trailers">By which the commit is found again.</param>
/// <param name="Message">The whole message.</param>
internal sealed record CommitRequest(
    string RunId, string Branch, IReadOnlyList<string> Paths, GitIdentity Author, long At, CommitTrailers Trailers, string Message)
{
    /// <summary>Checks a call.</summary>
    /// <exception cref="CommitRefusedException">It cannot be committed; the message says why.</exception>
    public static CommitRequest From(CommitInput input, SourceControlOptions options, ForkOverlay? fork = null)
    {
        CheckRun(input.RunId);
        if (input.Files.Count == 0)
        {
            throw new CommitRefusedException($"Run {input.RunId} has no files to commit.");
        }

        var name = Path.GetFileNameWithoutExtension(input.Files[0].Path);
        var branch = string.IsNullOrWhiteSpace(input.Branch) ? NameTemplate.Fill(options.BranchTemplate, input.RunId, name) : input.Branch;
        var paths = PathsOf(input.Files, NameTemplate.Fill(options.FolderTemplate, input.RunId, name));
        return Of(input.RunId, branch, paths, paths.Zip(input.Files, (path, file) => $"{path}\t{file.Content.Sha256}"), input.Author, input.At, input.Message, fork: fork);
    }

    /// <summary>Checks a commit of files whose paths are checked.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="paths">The files, from the root of the repository.</param>
    /// <param name="contents">A line for each that tells what becomes of it.</param>
    /// <param name="approver">Who approved.</param>
    /// <param name="when">When.</param>
    /// <param name="message">The message, without trailers.</param>
    /// <param name="deletes">How many of the files are deleted.</param>
    /// <param name="fork">What the run was forked from; null for one that is no fork.</param>
    /// <exception cref="CommitRefusedException">It cannot be committed; the message says why.</exception>
    public static CommitRequest Of(
        string runId, string branch, IReadOnlyList<string> paths, IEnumerable<string> contents, string approver, DateTimeOffset when, string message, int deletes = 0,
        ForkOverlay? fork = null)
    {
        CheckRun(runId);
        if (BranchName.Problem(branch) is { } branchProblem)
        {
            throw new CommitRefusedException($"'{Shown(branch)}' is not a valid branch: {branchProblem}. Name another one, for example workflows/tests.");
        }

        var at = when.ToUnixTimeSeconds();
        if (at < 0)
        {
            throw new CommitRefusedException($"The time of the commit is {when:u}; git knows none before 1970.");
        }

        var author = GitIdentity.From(approver);
        var trailers = new CommitTrailers(runId, Hash(string.Join('\n', contents.Order(StringComparer.Ordinal))), author.Name, deletes)
        {
            ForkedFrom = fork is null ? null : SafeText.OneLine($"{fork.Origin} {fork.Step}"),
        };
        return new CommitRequest(runId, branch, paths, author, at, trailers, CommitMessage.Write(message, $"Add the files of run {runId}", trailers.Text));
    }

    /// <summary>Names what must happen once: this content, of this run, on this branch, by this decision.</summary>
    public string Key => Hash(string.Join('\n', RunId, Branch, Trailers.ContentHash, At.ToString(CultureInfo.InvariantCulture)));

    private static List<string> PathsOf(IReadOnlyList<CommitFile> files, string folder)
    {
        var paths = new List<string>();
        foreach (var file in files)
        {
            // The file is judged by itself, too: the folder must not lend it a first part.
            if (RepositoryPath.Problem(file.Path) is { } problem)
            {
                throw new CommitRefusedException($"'{Shown(file.Path)}' is not a path for a file of the repository: {problem}. Use letters, digits and - _ . with forward slashes between folders.");
            }

            var path = folder == "." ? file.Path : $"{folder}/{file.Path}";
            if (RepositoryPath.Problem(path) is { } folderProblem)
            {
                throw new CommitRefusedException($"'{Shown(path)}' is not a path for a file of the repository: {folderProblem}. Check SourceControl:Folder.");
            }

            paths.Add(path);
        }

        // Twice the same, for a file system that ignores case, or a file where another one needs a folder.
        var sorted = paths.Select(path => path + "/").Order(StringComparer.OrdinalIgnoreCase).ToList();
        var clash = sorted.Zip(sorted.Skip(1)).FirstOrDefault(pair => pair.Second.StartsWith(pair.First, StringComparison.OrdinalIgnoreCase)).Second;
        return clash is null ? paths : throw new CommitRefusedException($"Two files of the commit would stand at '{Shown(clash.TrimEnd('/'))}'. Give them different names.");
    }

    private static void CheckRun(string runId)
    {
        if (ArtifactName.RunIdProblem(runId) is { } problem)
        {
            throw new CommitRefusedException($"'{Shown(runId)}' is not a valid run id: {problem}.");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Shown(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > 120 ? line[..120] + "…" : line;
    }
}
