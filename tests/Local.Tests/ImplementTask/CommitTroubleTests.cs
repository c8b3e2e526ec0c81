using System.Text.Json;
using Workflows.Activities.Tests.SourceControl;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A real host that commits to a real repository behind https: that is not there, or while the host is killed.</summary>
public sealed class CommitTroubleTests : IAsyncLifetime, IDisposable
{
    private const string Token = "token-of-the-tests";
    private const string TestCommand = "grep -q 42 answer.txt";

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));
    private AgentServer _model = null!;
    private TaskFolder _task = null!;
    private HttpsRepository _forge = null!;

    private string Repository => Path.Combine(_folder.Path, "remote.git");

    public async Task InitializeAsync()
    {
        _model = await AgentServer.StartAsync(Script);
        _task = await TaskFolder.CreateAsync(
            Path.Combine(_folder.Path, "task"), ("project/tasks/current.md", "# Answer\n\nWrite the answer.\n"), ("project/tasks/done.md", "# Done\n"), ("workspace/readme.md", "Here.\n"));
        await _task.GitAsync("clone", "--quiet", "--bare", ".", Repository);
        _forge = await HttpsRepository.StartAsync(_folder.Path, Token);
    }

    public async Task DisposeAsync()
    {
        await _forge.DisposeAsync();
        await _model.DisposeAsync();
    }

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_waits_for_a_forge_that_is_down_over_a_restart_and_goes_on_by_itself()
    {
        _forge.Refusal = _ => (503, "");
        await using var host = Host();
        await host.StartAsync();
        var runId = await host.ImplementAsync(_task.Path, TestCommand, 1, _patience.Token);
        var waiting = await host.AtAsync(runId, "infrastructure", _patience.Token);
        Assert.Equal("running", waiting.GetProperty("status").GetString());
        Assert.Matches("cannot be reached since 20.*UTC: .*error: 503.*goes on by itself", waiting.GetProperty("message").GetString());
        Assert.Matches("cannot be reached", (await host.TimelineAsync(runId, _patience.Token)).GetProperty("waitingFor").GetProperty("what").GetString());

        await host.KillAsync();
        await host.StartAsync();
        Assert.False(await host.IsOverAsync(runId, _patience.Token));
        _forge.Refusal = _ => null;

        await PassesAsync(host, runId);
        var steps = (await host.TimelineAsync(runId, _patience.Token)).GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()).ToList();
        Assert.Equal(2, steps.Count(step => step == "CommitWorkspace"));
        Assert.Contains("ProbeRepository", steps);
    }

    [Fact]
    public async Task Killed_at_the_requests_of_its_commit_and_behind_it_a_run_leaves_one_commit_and_the_files_once()
    {
        // Asking, fetching, the push's own question, the push; each kill is at one of them. The forge takes what it was sent all the same.
        var kills = new Queue<int>([1, 3, 2, 4]);
        var (requests, reached) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _forge.OnRequest = () =>
        {
            if (kills.TryPeek(out var at) && Interlocked.Increment(ref requests) == at)
            {
                reached.TrySetResult();
            }
        };
        await using var host = Host();
        await host.StartAsync();
        var runId = await host.ImplementAsync(_task.Path, TestCommand, 1, _patience.Token);
        while (kills.Count > 0)
        {
            await reached.Task.WaitAsync(_patience.Token);
            await host.KillAsync();
            kills.Dequeue();
            (requests, reached) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            await host.StartAsync();
        }

        await PassesAsync(host, runId);
        await IsTakenBackAsync(runId);
    }

    // The commit goes; the files of the folder stay, and it is told how they go, too.
    private async Task IsTakenBackAsync(string runId)
    {
        var cli = new Cli(Path.Combine(_folder.Path, "host", ".workflows"));
        Assert.Contains("passed in 1 round, committed\n", (await cli.RunAsync("status", runId)).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        var told = (await cli.RunAsync("revert", runId, "--by", "Grace")).Expect(ExitCode.Success).Out;
        var status = (await cli.RunAsync("status", runId)).Expect(ExitCode.Success).Out;
        Assert.Contains("passed in 1 round, committed, taken back by Grace\n", status, StringComparison.Ordinal);
        Assert.All([told, status], text => Assert.Contains($"still lie in {_task.Path}, with workspace/answer.txt.", text, StringComparison.Ordinal));

        var undo = status[(status.IndexOf("cd '", StringComparison.Ordinal))..status.IndexOf("; look at", StringComparison.Ordinal)];
        using (var shell = System.Diagnostics.Process.Start("sh", ["-c", undo]))
        {
            await shell.WaitForExitAsync(_patience.Token);
            Assert.Equal(0, shell.ExitCode);
        }

        Assert.False(File.Exists(_task.At("workspace/answer.txt")));
    }

    private AgentHost Host() => new(
        Directory.CreateDirectory(Path.Combine(_folder.Path, "host")).FullName, _model.Url,
        ("SourceControl__Repository", _forge.Address), ("SourceControl__CertificateFile", _forge.CertificateFile), ("GITHUB_TOKEN", Token));

    private async Task PassesAsync(AgentHost host, string runId)
    {
        var run = await host.EndOfAsync(runId, _patience.Token);
        Assert.Equal(("finished", "passed"), (run.GetProperty("status").GetString(), run.GetProperty("outcome").GetString()));
        Assert.Equal("42\n", _task.Read("workspace/answer.txt"));
        Assert.Equal("1", await Git.AskAsync(Repository, "rev-list", "--count", "HEAD..workflows/" + runId));
        Assert.Equal("42", await Git.AskAsync(Repository, "show", $"workflows/{runId}:workspace/answer.txt"));
        Assert.Single(AuditLines(), line => line.Contains("\"kind\":\"commit\"", StringComparison.Ordinal));
    }

    private IEnumerable<string> AuditLines() => Directory
        .EnumerateFiles(Path.Combine(_folder.Path, "host", ".workflows"), "audit*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines);

    private static AgentReply Script(AgentQuestion asked) => asked.Role switch
    {
        "planner" => AgentReply.Plan,
        "implementer" when asked.Turn == 1 => new AgentReply("I write.", AgentReply.Write("workspace/answer.txt", "42\n")),
        "implementer" => new AgentReply("Done."),
        "reviewer" => AgentReply.Pass,
        _ when asked.Turn == 1 => new AgentReply("I write.", AgentReply.Write("project/tasks/done.md", "# Done\n\nAnswered.\n")),
        _ => new AgentReply("Written."),
    };
}
