namespace Workflows.Domain.Agents;

/// <summary>Where an agent may change files. It is enforced outside the model, and held against what really changed.</summary>
/// <param name="Folders">Folders of the workspace, without a slash at the end: <c>workspace</c>. None means that nothing may be changed.</param>
/// <param name="Except">Folders within them that may not be changed all the same: <c>project/reports</c>.</param>
public sealed record WriteScope(IReadOnlyList<string> Folders, IReadOnlyList<string> Except)
{
    /// <summary>Nothing may be changed.</summary>
    public static WriteScope None { get; } = new([], []);

    /// <summary>Whether a file may be changed.</summary>
    /// <param name="path">Its path from the root, with forward slashes, as the workspace knows it: without <c>.</c> and <c>..</c>.</param>
    public bool Allows(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        // What some file system takes for an excepted folder counts as it; for an allowed one only the very name does.
        return Folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal))
            && !Except.Any(folder => path.StartsWith(folder + "/", StringComparison.OrdinalIgnoreCase));
    }
}
