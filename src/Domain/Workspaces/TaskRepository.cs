namespace Workflows.Domain.Workspaces;

/// <summary>The git repository that a task's folder lies in (row R10, both layouts).</summary>
/// <param name="Path">Full path of the repository's top folder on the host's machine.</param>
/// <param name="Prefix">The task's folder within the repository, without a slash at the end; empty for the top.</param>
/// <param name="Folder">The folder of the task that is a repository of its own: <c>workspace</c>; empty where one repository holds the whole task.</param>
public sealed record TaskRepository(string Path, string Prefix, string Folder);
