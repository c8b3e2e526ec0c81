namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Tells by their lists of files how two states differ.</summary>
internal static class StateComparison
{
    /// <summary>The files that differ, by path (ordinal).</summary>
    /// <param name="before">The files before.</param>
    /// <param name="after">The files now.</param>
    /// <param name="folders">The folders that are compared.</param>
    public static List<FileDifference> Between(WorkspaceManifest before, WorkspaceManifest after, IReadOnlyList<string> folders)
    {
        var (old, now) = (ByPath(before, folders), ByPath(after, folders));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(path => new FileDifference(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)))
                .Where(file => file.Before?.Sha256 != file.After?.Sha256 || file.Before?.Executable != file.After?.Executable),
        ];
    }

    /// <summary>Whether a file lies in one of the folders.</summary>
    public static bool IsIn(string path, IReadOnlyList<string> folders) => folders.Any(folder => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static Dictionary<string, WorkspaceFile> ByPath(WorkspaceManifest manifest, IReadOnlyList<string> folders) =>
        manifest.Files.Where(file => IsIn(file.Path, folders)).ToDictionary(file => file.Path, StringComparer.Ordinal);
}
