using System.Diagnostics;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>A folder of the machine, as a user would have it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workflows-task-").FullName;

    public Folder Put(string path, string text)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public string Text(string path) => File.ReadAllText(System.IO.Path.Combine(Path, path));

    public bool Has(string path) => System.IO.Path.Exists(System.IO.Path.Combine(Path, path));

    public string Git(params string[] arguments) => GitIn("", arguments);

    public string GitIn(string folder, params string[] arguments)
    {
        string[] identity = ["-c", "user.name=Owner", "-c", "user.email=owner@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"];
        using var git = Process.Start(new ProcessStartInfo("git", [.. identity, .. arguments]) { WorkingDirectory = System.IO.Path.Combine(Path, folder), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {errors.Result}");
        return output.TrimEnd('\n');
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
