using System.Text.Json;
using Workflows.Domain.ImplementTask;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>The files of a task that came with the request. What is stored of them is the same for the same files, in whatever order they came.</summary>
internal static class TaskFiles
{
    /// <summary>Name of the artifact that they are stored as.</summary>
    public const string Artifact = "task/files.json";

    private const string TaskFile = "project/tasks/current.md";
    private const int Most = 2000;
    private const int MaxPath = 400;
    private static readonly string[] Folders = ["project/", "workspace/", "orchestrator/prompts/"];

    /// <summary>Null when all is well, otherwise what is wrong and how it should look.</summary>
    public static string? Problem(ImplementRequest asked)
    {
        var files = asked.Files ?? new Dictionary<string, string>();
        if (files.Count > Most)
        {
            return $"'files' has {files.Count} files; at most {Most} are allowed. Larger projects are named by their folder.";
        }

        if (asked.Task is not null && files.ContainsKey(TaskFile))
        {
            return $"The task is there twice: as 'task', and as the file {TaskFile}. Leave one of them out.";
        }

        if ((asked.Task ?? files.GetValueOrDefault(TaskFile)) is { } task && TaskBrief.LengthProblem(asked.Task is null ? $"'{TaskFile}'" : "'task'", task.Length) is { } tooLong)
        {
            return tooLong;
        }

        return files.Keys.FirstOrDefault(path => !IsPath(path)) is { } wrong
            ? $"'files' names '{(wrong.Length > 100 ? wrong[..100] + "…" : wrong)}'; use paths such as {TaskFile} or workspace/src/Greeter.cs, with forward slashes and without . and .. ."
            : files.FirstOrDefault(file => file.Value is null).Key is { } empty ? $"The file '{empty}' has no text."
            : null;
    }

    /// <summary>The files as JSON: an object from path to text.</summary>
    public static byte[] Json(ImplementRequest asked)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in asked.Files ?? new Dictionary<string, string>())
        {
            files[path] = text;
        }

        if (asked.Task is { } task)
        {
            files[TaskFile] = task;
        }

        return JsonSerializer.SerializeToUtf8Bytes(files, HttpJson.Default.SortedDictionaryStringString);
    }

    private static bool IsPath(string path) =>
        path.Length <= MaxPath
        && Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
        && !path.Any(character => char.IsControl(character) || character is '\\' or ':')
        && path.Split('/').All(part => part.Trim().Length > 0 && part is not ("." or ".."));
}
