namespace Workflows.Activities.Workspaces.Opening;

/// <summary>Takes the files of a folder of this machine: no links, nothing that git ignores, nothing that is known to hold secrets.</summary>
internal sealed class FolderReader(IgnoredFiles ignored)
{
    // Reports of earlier runs pile up there, and no step needs them.
    private const string Reports = "project/reports/";

    public async Task<TakenFiles> ReadAsync(string folder, IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
        {
            return TakenFiles.Not($"there is no folder '{folder}' on this machine. Name one with project/ and workspace/ in it, by its full path.");
        }

        var leftOut = new LeftOut();
        try
        {
            var paths = folders.SelectMany(part => Scan(folder, part, leftOut)).ToList();
            if (paths.Count > WorkspaceLimits.Entries)
            {
                return TakenFiles.Not($"there are more than {WorkspaceLimits.Entries} files in '{folder}'. Name the folder of the task alone.");
            }

            var unwanted = await ignored.OfAsync(folder, paths, cancellationToken);
            var files = new Dictionary<string, WorkspaceChange>(StringComparer.Ordinal);
            var bytes = 0L;
            foreach (var path in paths.Where(path => !unwanted.Contains(path)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                bytes += await ReadAsync(folder, path, files, leftOut, cancellationToken);
                if (WorkspaceLimits.Problem(files.Count, bytes) is { } problem)
                {
                    return TakenFiles.Not($"'{folder}': {problem}.");
                }
            }

            foreach (var path in unwanted.Order(StringComparer.Ordinal))
            {
                leftOut.Add(path, "git ignores it");
            }

            return new TakenFiles(files, leftOut.Lines, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return TakenFiles.Not($"'{folder}' cannot be read: {error.Message} Check the permissions of the user that runs this host.");
        }
    }

    private static IEnumerable<string> Scan(string folder, string part, LeftOut leftOut)
    {
        var root = Path.Combine(folder, part);
        if (!Directory.Exists(root))
        {
            return [];
        }

        if (new DirectoryInfo(root).LinkTarget is not null)
        {
            leftOut.Add(part, "it is a link, and links are not followed");
            return [];
        }

        var found = FolderScan.Of(root, WorkspaceLimits.Entries + 1, Unreadable.LeaveAlone);
        foreach (var closed in found.Where(entry => entry.Kind == FolderEntryKind.Closed))
        {
            leftOut.Add(closed.Path.Length == 0 ? part : $"{part}/{closed.Path}", "it cannot be read: its permissions deny it");
        }

        foreach (var link in found.Where(entry => entry.Kind == FolderEntryKind.Link))
        {
            leftOut.Add($"{part}/{link.Path}", "it is a link, and links are not followed");
        }

        return found.Where(entry => entry.Kind == FolderEntryKind.File).Select(entry => $"{part}/{entry.Path}")
            .Where(path => !path.StartsWith(Reports, StringComparison.Ordinal));
    }

    private static async Task<long> ReadAsync(string folder, string path, Dictionary<string, WorkspaceChange> files, LeftOut leftOut, CancellationToken cancellationToken)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (WorkspacePath.Problem(path) is { } problem)
        {
            leftOut.Add(path, problem);
            return 0;
        }

        if (KnownSecrets.IsName(name))
        {
            leftOut.Add(path, "files of that name hold secrets");
            return 0;
        }

        await using var file = PlainFile.Open(Path.Combine(folder, path), Unreadable.LeaveAlone);
        if (file is null || file.Length > WorkspaceLimits.FileBytes)
        {
            leftOut.Add(path, file is null ? "it cannot be read: its permissions deny it, or it is no plain file" : $"it is larger than {WorkspaceLimits.FileBytes / (1024 * 1024)} MB");
            return 0;
        }

        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken);
        if (KnownSecrets.HasPrivateKey(content))
        {
            leftOut.Add(path, "it holds a private key");
            return 0;
        }

        files[path] = new WorkspaceChange(content, CopyFolder.IsExecutable(Path.Combine(folder, path)));
        return content.Length;
    }
}
