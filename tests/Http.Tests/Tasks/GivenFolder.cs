namespace Workflows.Http.Tests.Tasks;

/// <summary>A folder with a task in it, for as long as a test runs.</summary>
internal sealed class GivenFolder : IDisposable
{
    public GivenFolder(string? task = "# A greeter")
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "project", "tasks"));
        if (task is not null)
        {
            File.WriteAllText(System.IO.Path.Combine(Path, "project", "tasks", "current.md"), task);
        }
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "workflows-task-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
