namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>A file that differs between two states.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Before">The file before; null for none.</param>
/// <param name="After">The file now; null for none.</param>
internal sealed record FileDifference(string Path, WorkspaceFile? Before, WorkspaceFile? After)
{
    /// <summary>In a word, as <see cref="Workflows.Domain.Workspaces.ChangedFile"/> tells it.</summary>
    public string Kind => Before is null ? "added" : After is null ? "deleted" : Before.Sha256 == After.Sha256 ? "mode" : "changed";

    /// <summary>What differs below some folders, by path.</summary>
    public static List<FileDifference> Between(WorkspaceManifest before, WorkspaceManifest after, IReadOnlyList<string> folders)
    {
        var old = Below(before, folders);
        var now = Below(after, folders);
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(path => new FileDifference(path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)))
                .Where(one => one.Before?.Sha256 != one.After?.Sha256 || one.Before?.Executable != one.After?.Executable),
        ];
    }

    private static Dictionary<string, WorkspaceFile> Below(WorkspaceManifest manifest, IReadOnlyList<string> folders) => manifest.Files
        .Where(file => folders.Any(folder => file.Path.StartsWith(folder + "/", StringComparison.Ordinal)))
        .ToDictionary(file => file.Path, StringComparer.Ordinal);
}
