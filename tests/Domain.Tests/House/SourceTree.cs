namespace Workflows.Domain.Tests.House;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>Its root: the folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Path of a file or folder in it.</summary>
    public static string At(params string[] segments) => Path.Combine([Root, .. segments]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Workflows.sln.");
    }
}
