using System.Diagnostics;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A task in a folder that is a git repository of its own.</summary>
internal sealed class TaskFolder
{
    private TaskFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes a task of these files, and commits them.</summary>
    public static async Task<TaskFolder> CreateAsync(string path, params (string Path, string Text)[] files)
    {
        var folder = new TaskFolder(path);
        foreach (var (name, text) in files)
        {
            folder.Write(name, text);
        }

        Directory.CreateDirectory(folder.At("workspace"));
        await folder.CommitAsync();
        return folder;
    }

    /// <summary>Makes a task of the example's files, and commits them.</summary>
    public static async Task<TaskFolder> ExampleAsync(string path)
    {
        var example = System.IO.Path.Combine(Documents.Repository.Root, "examples", "tasks", "greeter");
        var folder = new TaskFolder(path);
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories))
        {
            folder.Write(System.IO.Path.GetRelativePath(example, file), await File.ReadAllTextAsync(file));
        }

        await folder.CommitAsync();
        return folder;
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>All files but those of git and the reports, with their texts.</summary>
    public SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal) && !file.StartsWith("project/reports/", StringComparison.Ordinal))
            .ToDictionary(file => file, Read), StringComparer.Ordinal);

    /// <summary>The folder of the reports of the only run.</summary>
    public string Reports() => Assert.Single(Directory.GetDirectories(At("project/reports")));

    public async Task<string> GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", .. arguments]) { WorkingDirectory = Path, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd('\n');
    }

    private async Task CommitAsync()
    {
        await GitAsync("init", "-q", ".");
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "-m", "Begin");
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }
}
