namespace Workflows.Activities.Execution;

/// <summary>Where the build places the host process of generated tests.</summary>
internal static class TestHostFiles
{
    /// <summary>Name of the host's program.</summary>
    public const string Program = "TestHost.dll";

    /// <summary>The folder beside the running program.</summary>
    /// <exception cref="FileNotFoundException">The build did not place it.</exception>
    public static string Folder
    {
        get
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "testhost");
            return File.Exists(Path.Combine(folder, Program))
                ? folder
                : throw new FileNotFoundException($"The test host is missing: there is no {Program} in {folder}. Build the solution again (dotnet build).");
        }
    }
}
