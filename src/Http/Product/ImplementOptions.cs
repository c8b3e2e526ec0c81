using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>What is wrong with the options of a task that is to be implemented.</summary>
internal static class ImplementOptions
{
    /// <summary>What the refusal is called where another run works on the folder.</summary>
    public const string UnderWay = "Under way";

    private const int MaxLabel = 200;
    private const int MaxName = 200;
    private const int MaxFolder = 2000;

    /// <summary>Null when all is well, otherwise what is wrong and how it should look.</summary>
    public static string? Problem(ImplementRequest asked) =>
        SourceProblem(asked)
        ?? (asked.MaxRounds is < 1 or > ImplementDefaults.MostRounds ? $"'maxRounds' is {asked.MaxRounds}; use a whole number from 1 to {ImplementDefaults.MostRounds}." : null)
        ?? (asked.TestCommand is { } command && ImplementDefaults.CommandProblem(command) is { } wrong ? $"'testCommand' {wrong}" : null)
        ?? CommitProblem(asked.Commit)
        ?? (asked.ApprovePlan && asked.Commit?.ToLowerInvariant() == DeliveryChoice.Auto
            ? "'approvePlan' is true and 'commit' is auto, but auto asks no human, not for the plan either. Ask with commit=true, or leave approvePlan out." : null)
        ?? (asked.RequestedBy is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
            ? $"'requestedBy' is no name; use one line of 1 to {MaxName} characters." : null)
        ?? UnderWayProblem(asked)
        ?? (asked.Label is { Length: > MaxLabel } ? $"'label' has {asked.Label.Length} characters; at most {MaxLabel} are allowed."
            : asked.Label is not null && asked.Label.Any(char.IsControl) ? "'label' holds a control character; use one line of text."
            : null);

    public static bool Is(string? given, string word) => word.Equals(given, StringComparison.OrdinalIgnoreCase);

    private static string? UnderWayProblem(ImplementRequest asked) => asked switch
    {
        { IfUnderWay: null } => null,
        { Folder: null } => "'ifUnderWay' is about other runs of a folder, and no folder is named; leave it out.",
        { IfUnderWay: var word } when Is(word, ImplementRequest.Refuse) || Is(word, ImplementRequest.Follow) || Is(word, ImplementRequest.Beside) => null,
        { IfUnderWay: var other } => $"'ifUnderWay' is '{(other.Length > 50 ? other[..50] + "…" : other)}'; use {ImplementRequest.Refuse}, {ImplementRequest.Follow} (the run that does the same already) or {ImplementRequest.Beside} (another one).",
    };

    private static string? SourceProblem(ImplementRequest asked) => asked switch
    {
        { Folder: null, Files: null, Task: null } => "There is no task: name a 'folder' of the host, or send 'files' (an object from path to text), or the 'task' as a text.",
        { Folder: not null } when asked.Files is not null || asked.Task is not null => "'folder' holds the task and its files; leave 'files' and 'task' out, or leave the folder out.",
        { Folder: { } folder } when folder.Length > MaxFolder || folder.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(folder) =>
            $"'folder' is no full path of a folder on the host's machine, for example {(OperatingSystem.IsWindows() ? @"C:\tasks\greeter" : "/home/me/tasks/greeter")}.",
        { Folder: not null } => null,
        _ => TaskFiles.Problem(asked),
    };

    private static string? CommitProblem(string? commit) => commit?.ToLowerInvariant() switch
    {
        null or "" or DeliveryChoice.Yes or DeliveryChoice.Auto => null,
        DeliveryChoice.No => "'commit' is false, but a change that was approved is always committed. Use true (once a human has approved it) or auto (without a human); a human can reject it.",
        var other => $"'commit' is '{(other.Length > 50 ? other[..50] + "…" : other)}'; use true (commits what a human has approved) or auto (commits without a human).",
    };
}
