using Workflows.Activities.SourceControl;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Where the files of a task are committed.</summary>
/// <param name="Remote">The repository.</param>
/// <param name="BranchTemplate">The branch, where the call names none.</param>
/// <param name="Prefix">The task's folder within it; empty for its root.</param>
/// <param name="Folder">The folder of the task that alone is in it; empty for the whole task.</param>
internal sealed record CommitTarget(RepositoryAddress Remote, string BranchTemplate, string Prefix, string Folder)
{
    /// <summary>Whether the folder's own files are committed there by people, too, so that only what the run changed is brought in.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>Where a file of the task stands in the repository; null where it has no place there.</summary>
    public string? PathOf(string path) =>
        Folder.Length == 0 ? Joined(path)
        : path.StartsWith(Folder + "/", StringComparison.Ordinal) ? Joined(path[(Folder.Length + 1)..])
        : null;

    private string Joined(string path) => Prefix.Length == 0 ? path : $"{Prefix}/{path}";
}
