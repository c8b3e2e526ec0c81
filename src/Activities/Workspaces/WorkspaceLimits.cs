namespace Workflows.Activities.Workspaces;

/// <summary>How large the files of a run may be.</summary>
internal static class WorkspaceLimits
{
    /// <summary>Most files.</summary>
    public const int Files = 20_000;

    /// <summary>Most bytes of one file.</summary>
    public const int FileBytes = 5 * 1024 * 1024;

    /// <summary>Most bytes of all files.</summary>
    public const long Bytes = 200L * 1024 * 1024;

    /// <summary>Most entries of a folder that are looked at: folders and build results count, too.</summary>
    public const int Entries = 200_000;

    /// <summary>Most names that a list of what was left out holds.</summary>
    public const int Named = 50;

    /// <summary>What is wrong with so many files of that size; null when nothing is.</summary>
    public static string? Problem(int files, long bytes) =>
        files > Files ? $"there are {files} files, and {Files} are the most. Leave out what is not needed, for example with .gitignore"
        : bytes > Bytes ? $"the files have {bytes / (1024 * 1024)} MB in all, and {Bytes / (1024 * 1024)} MB are the most. Leave out what is not needed, for example with .gitignore"
        : null;
}
