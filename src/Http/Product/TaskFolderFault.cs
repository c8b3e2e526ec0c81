using Workflows.Domain.ImplementTask;

namespace Workflows.Http.Product;

/// <summary>Why a folder holds no task, as far as it can be told before a run begins.</summary>
/// <param name="What">What was found.</param>
/// <param name="Advice">What to do.</param>
/// <param name="IsMissing">Whether there is nothing of that name at all.</param>
public sealed record TaskFolderFault(string What, string Advice, bool IsMissing = false)
{
    /// <summary>Null where there is a task. That it says nothing is no fault: then the demo task is done.</summary>
    /// <param name="folder">The full path.</param>
    public static TaskFolderFault? Of(string folder)
    {
        var task = Path.Combine(folder, "project", "tasks", "current.md");
        return Directory.Exists(folder)
            ? File.Exists(task) ? TooLong(folder, task)
                : new TaskFolderFault(
                    $"There is no task in {folder}: project/tasks/current.md is missing.",
                    "Write the task into it; where it is empty, the demo task is done. examples/tasks/greeter shows how it may look.")
            : File.Exists(folder) ? new TaskFolderFault($"{folder} is a file.", "Name the folder that holds project/ and workspace/.")
            : new TaskFolderFault($"There is no folder {folder}.", "Name a folder with project/tasks/current.md in it; examples/tasks/greeter is one.", IsMissing: true);
    }

    // What cannot be read is told by the run that takes the files.
    private static TaskFolderFault? TooLong(string folder, string task)
    {
        try
        {
            return TaskBrief.LengthProblem("project/tasks/current.md", CharactersOf(new FileInfo(task))) is { } problem
                ? new TaskFolderFault($"The task in {folder} is too long.", problem)
                : null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int CharactersOf(FileInfo file)
    {
        // No character has less than a byte: most files need not be read.
        if (file.Length <= TaskBrief.MostCharacters)
        {
            return (int)file.Length;
        }

        using var reader = file.OpenText();
        var part = new char[64 * 1024];
        var characters = 0L;
        for (var read = reader.ReadBlock(part); read > 0; read = reader.ReadBlock(part))
        {
            characters += read;
        }

        return (int)Math.Min(int.MaxValue, characters);
    }
}
