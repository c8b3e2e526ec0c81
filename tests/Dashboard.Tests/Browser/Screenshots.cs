namespace Workflows.Dashboard.Tests.Browser;

/// <summary>The pictures that a test run leaves behind.</summary>
internal static class Screenshots
{
    /// <summary>Where they lie: beside the compiled tests.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots")).FullName;
}
