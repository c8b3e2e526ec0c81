using Workflows.Activities.Workspaces.Opening;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class OpenWorkspaceTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Both = ["project", "workspace"];

    private readonly WorkPlace _place = WorkPlace.Create(("Execution:Isolation", "Process"));
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_folder_is_taken_without_links_build_results_secrets_and_what_git_ignores()
    {
        _folder.Put("project/tasks/current.md", "# T").Put("project/reports/run-1/plan.txt", "old").Put("workspace/src/a.cs", "a").Put("workspace/src/bin/a.dll", "b")
            .Put("workspace/.editorconfig", "root = true").Put("workspace/.env", "KEY=1").Put("workspace/.env.example", "KEY=").Put("workspace/.gitignore", "*.log\n").Put("workspace/x.log", "l")
            .Put("workspace/key.pfx", "k").Put("other/x", "x");
        _folder.Git("init", "-q");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "workspace/link"), "/etc/passwd");
        File.WriteAllBytes(Path.Combine(_folder.Path, "workspace/large"), new byte[6_000_000]);

        var opened = await OpenAsync();

        Assert.Null(opened.Problem);
        Assert.Equal(["project/tasks/current.md", "workspace/.editorconfig", "workspace/.env.example", "workspace/.gitignore", "workspace/src/a.cs"], (await _place.TextsAsync(opened.State)).Keys);
        foreach (var left in new[] { "workspace/link: it is a link", "workspace/.env: files of that name hold secrets", "workspace/key.pfx: files", "workspace/x.log: git ignores it", "workspace/large: it is larger than 5 MB" })
        {
            Assert.Contains(opened.LeftOut, line => line.StartsWith(left, StringComparison.Ordinal));
        }

        Assert.Equal(new TaskRepository(_folder.Path, "", ""), opened.Repository);
    }

    [Fact]
    public async Task The_repository_is_the_workspaces_own_or_the_one_that_the_folder_lies_in()
    {
        _folder.Put("tasks/greeter/workspace/a", "a").Put("tasks/greeter/project/b", "b");
        var task = Path.Combine(_folder.Path, "tasks/greeter");
        Assert.Null((await OpenAsync(task)).Repository);

        _folder.Git("init", "-q");
        Assert.Equal(new TaskRepository(_folder.Path, "tasks/greeter", ""), (await OpenAsync(task)).Repository);

        _folder.GitIn("tasks/greeter/workspace", "init", "-q");
        Assert.Equal(new TaskRepository(Path.Combine(task, "workspace"), "", "workspace"), (await OpenAsync(task)).Repository);
    }

    [Theory]
    [InlineData("""{"project/tasks/current.md": "# T", "workspace/a": "a"}""", null)]
    [InlineData("""{"../a": ""}""", "'../a' is no path for a file")]
    [InlineData("""{"workspace/.git/config": ""}""", "is no path for a file")]
    [InlineData("""{"other/a": ""}""", "lies in none of the folders project/, workspace/")]
    [InlineData("""{"workspace/a": "", "workspace/A/b": ""}""", "two files would stand at")]
    [InlineData("""{"workspace/a": 1}""", "the files are no JSON object of texts")]
    [InlineData("[", "the files are no JSON object of texts")]
    public async Task Files_that_were_sent_are_taken_or_refused_with_the_reason(string json, string? problem)
    {
        var opened = await OpenAsync(new TaskSource(null, await _place.Artifacts.PutAsync(WorkPlace.Run, "files.json", json)));

        Assert.Equal(problem is null ? 2 : 0, opened.State.Files);
        Assert.True(problem is null ? opened.Problem is null : opened.Problem!.Contains(problem, StringComparison.Ordinal), opened.Problem);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_problem_in_words()
    {
        Assert.StartsWith("there is no folder '/none/there' on this machine.", (await OpenAsync("/none/there")).Problem);
        Assert.StartsWith("there is no folder 'relative' on this machine.", (await OpenAsync("relative")).Problem);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private Task<OpenedWorkspace> OpenAsync(string? folder = null) => OpenAsync(new TaskSource(folder ?? _folder.Path));

    private Task<OpenedWorkspace> OpenAsync(TaskSource source) => _place.Get<OpenWorkspaceActivity>().RunAsync(
        new ActivityContext(WorkPlace.Run, "OpenWorkspace", "key"), new OpenWorkspaceInput(WorkPlace.Run, source, Both), CancellationToken.None);
}
