using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Logging;
using Workflows.Domain.Artifacts;
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
    public static CommitRequest From(CommitInput input, SourceControlOptions options)
    {
        if (ArtifactName.RunIdProblem(input.RunId) is { } runProblem)
        {
            throw new CommitRefusedException($"'{Shown(input.RunId)}' is not a valid run id: {runProblem}.");
        }

        if (input.Files.Count == 0)
        {
            throw new CommitRefusedException($"Run {input.RunId} has no files to commit.");
        }

        var name = Path.GetFileNameWithoutExtension(input.Files[0].Path);
        var branch = string.IsNullOrWhiteSpace(input.Branch) ? NameTemplate.Fill(options.BranchTemplate, input.RunId, name) : input.Branch;
        if (BranchName.Problem(branch) is { } branchProblem)
        {
            throw new CommitRefusedException($"'{Shown(branch)}' is not a valid branch: {branchProblem}. Name another one, for example workflows/tests.");
        }

        var folder = NameTemplate.Fill(options.FolderTemplate, input.RunId, name);
        var paths = PathsOf(input.Files, folder);
        var at = input.At.ToUnixTimeSeconds();
        if (at < 0)
        {
            throw new CommitRefusedException($"The time of the commit is {input.At:u}; git knows none before 1970.");
        }

        var author = GitIdentity.From(input.Author);
        var trailers = new CommitTrailers(input.RunId, HashOf(paths, input.Files), author.Name);
        return new CommitRequest(input.RunId, branch, paths, author, at, trailers, CommitMessage.Write(input.Message, $"Add the files of run {input.RunId}", trailers.Text));
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

    private static string HashOf(List<string> paths, IReadOnlyList<CommitFile> files) =>
        Hash(string.Join('\n', paths.Zip(files, (path, file) => $"{path}\t{file.Content.Sha256}").Order(StringComparer.Ordinal)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Shown(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > 120 ? line[..120] + "…" : line;
    }
}
