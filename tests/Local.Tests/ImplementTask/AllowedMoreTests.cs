using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>An agent was out of turns, and whoever runs the host allows more.</summary>
public sealed partial class AllowedMoreTests : IDisposable
{
    private const int Turns = 5;

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_fork_from_within_the_agent_and_a_restart_work_with_what_is_allowed_now()
    {
        await using var model = await AgentServer.StartAsync(Script);
        var task = await TaskFolder.CreateAsync(
            Path.Combine(_folder.Path, "task"), ("project/tasks/current.md", "# Append\n\nAppend to the log.\n"), ("workspace/append.sh", "echo \"line\" >> log.txt\n"));
        var home = Directory.CreateDirectory(Path.Combine(_folder.Path, "host")).FullName;
        string runId;
        await using (var strict = new AgentHost(home, model.Url, ("ORCH_MAX_TURNS_IMPLEMENTER", "3")))
        {
            await strict.StartAsync();
            runId = await strict.ImplementAsync(task.Path, "test -f log.txt", 1, _patience.Token);
            var run = await strict.EndOfAsync(runId, _patience.Token);
            Assert.Equal("agentFailed", run.GetProperty("outcome").GetString());
            Assert.Contains("Allow more with ORCH_MAX_TURNS_IMPLEMENTER and restart the run", run.GetProperty("task").GetProperty("reason").GetString(), StringComparison.Ordinal);
        }

        await using var host = new AgentHost(home, model.Url, ("ORCH_MAX_TURNS_IMPLEMENTER", "10"));
        await host.StartAsync();

        var asked = model.Questions.Count(question => question is { Role: "implementer", Turn: < 3 } or { Role: "planner" });
        var fork = await host.EndOfAsync(await host.PostAsync($"v1/runs/{runId}/fork", new { from = "implementer-1/AskAgent#3" }, _patience.Token), _patience.Token);
        Assert.Equal("passed", fork.GetProperty("outcome").GetString());
        Assert.Equal(asked, model.Questions.Count(question => question is { Role: "implementer", Turn: < 3 } or { Role: "planner" }));
        Assert.Equal(Turns - 1, task.Read("workspace/log.txt").Count(letter => letter == '\n'));

        var restarted = await host.EndOfAsync(await host.PostAsync($"v1/runs/{runId}/restart", null, _patience.Token), _patience.Token);
        Assert.Equal("passed", restarted.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task What_is_printed_at_the_end_of_a_run_goes_on_with_it_when_it_is_typed()
    {
        await using var model = await AgentServer.StartAsync(Script);
        var task = await TaskFolder.CreateAsync(
            Path.Combine(_folder.Path, "task"), ("project/tasks/current.md", "# Append\n\nAppend to the log.\n"), ("workspace/append.sh", "echo \"line\" >> log.txt\n"));
        Task<CliResult> TypeAsync(string turns, params string[] args) => ExitAsync(model, ("ORCH_MAX_TURNS_IMPLEMENTER", turns), args);

        var ended = (await TypeAsync("3", "implement", task.Path, "--auto-approve")).Expect(ExitCode.RunFailed);
        var next = NextLine().Match(ended.Out);
        Assert.True(next.Success, ended.Out);
        var (run, step) = (next.Groups[1].Value, next.Groups[2].Value);
        Assert.Contains($"or 'workflows restart {run}'", ended.Out, StringComparison.Ordinal);

        var before = model.Requests;
        (await TypeAsync("10", "fork", run, "--from", step)).Expect(ExitCode.Success);
        Assert.DoesNotContain(model.Questions.Skip(before), question => question is { Role: "planner" } or { Role: "implementer", Turn: < 3 });

        var restarted = (await TypeAsync("10", "restart", run)).Expect(ExitCode.Success);
        Assert.Contains($"nobody works on it now: 'workflows watch {run}' goes on with it", restarted.Error, StringComparison.Ordinal);
        (await TypeAsync("10", "watch", run)).Expect(ExitCode.Success);
    }

    [Fact]
    public async Task A_gate_for_money_names_the_commands_that_it_takes_and_no_other()
    {
        await using var model = await AgentServer.StartAsync(Script);
        var task = await TaskFolder.CreateAsync(Path.Combine(_folder.Path, "task"), ("project/tasks/current.md", "# Append\n\nAppend to the log.\n"));
        Task<CliResult> TypeAsync(params string[] args) => ExitAsync(model, ("Budgets__RunTokens", "600"), args);

        var waits = (await TypeAsync("implement", task.Path, "--auto-approve")).Expect(ExitCode.Success);
        var raise = RaiseCommand().Match(waits.Error);
        Assert.True(raise.Success, waits.Error);
        Assert.DoesNotContain("workflows approve", waits.Error + waits.Out, StringComparison.Ordinal);
        var (run, amount) = (raise.Groups[1].Value, raise.Groups[2].Value);

        var approved = (await TypeAsync("approve", run)).Expect(ExitCode.Usage);
        Assert.Contains($"workflows reply {run} --decision raise-budget --text '{amount}'; workflows reject {run}", approved.Error, StringComparison.Ordinal);
        Assert.Contains($"type       workflows reply {run} --decision raise-budget --text '{amount}'", (await TypeAsync("gates", "show", run)).Out, StringComparison.Ordinal);
        Assert.Contains($"workflows reply {run} --decision raise-budget", (await TypeAsync("status", run)).Out, StringComparison.Ordinal);

        (await TypeAsync("reply", run, "--decision", "raise-budget", "--text", amount)).Expect(ExitCode.Success);
        Assert.True(model.Requests > 0);
    }

    [GeneratedRegex("'workflows reply (run-[^ ]+) --decision raise-budget --text '([^']+)''")]
    private static partial Regex RaiseCommand();

    private Task<CliResult> ExitAsync(AgentServer model, (string Name, string Value) setting, string[] args) => WorkflowsProcess.Start(_folder.Path, new Dictionary<string, string>
    {
        ["USE_REAL_LLM"] = "true",
        ["LLM_API_KEY"] = "test-key-that-nobody-may-see",
        ["LLM_BASE_URL"] = model.Url,
        ["LLM_MODEL"] = "test-model",
        ["ORCH_TEST_COMMAND"] = "test -f log.txt",
        [setting.Name] = setting.Value,
    }, args).ExitAsync();

    [GeneratedRegex("^next .*'workflows fork (run-[^ ]+) --from (implementer-1/[^ ]+)'", RegexOptions.Multiline)]
    private static partial Regex NextLine();

    private static AgentReply Script(AgentQuestion asked) => asked.Role switch
    {
        "planner" => AgentReply.Plan,
        "implementer" when asked.Turn < Turns => new AgentReply("I append.", AgentReply.Run("sh", "append.sh")),
        "implementer" => new AgentReply("Done."),
        "reviewer" => AgentReply.Pass,
        _ => new AgentReply("Written."),
    };
}
