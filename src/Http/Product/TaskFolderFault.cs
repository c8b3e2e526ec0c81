namespace Workflows.Http.Product;

/// <summary>Why a folder holds no task, as far as it can be told before a run begins.</summary>
/// <param name="What">What was found.</param>
/// <param name="Advice">What to do.</param>
/// <param name="IsMissing">Whether there is nothing of that name at all.</param>
public sealed record TaskFolderFault(string What, string Advice, bool IsMissing = false)
{
    /// <summary>Null where there is a task. That it says nothing is no fault: then the demo task is done.</summary>
    /// <param name="folder">The full path.</param>
    public static TaskFolderFault? Of(string folder) =>
        Directory.Exists(folder)
            ? File.Exists(Path.Combine(folder, "project", "tasks", "current.md")) ? null
                : new TaskFolderFault(
                    $"There is no task in {folder}: project/tasks/current.md is missing.",
                    "Write the task into it; where it is empty, the demo task is done. examples/tasks/greeter shows how it may look.")
            : File.Exists(folder) ? new TaskFolderFault($"{folder} is a file.", "Name the folder that holds project/ and workspace/.")
            : new TaskFolderFault($"There is no folder {folder}.", "Name a folder with project/tasks/current.md in it; examples/tasks/greeter is one.", IsMissing: true);
}
