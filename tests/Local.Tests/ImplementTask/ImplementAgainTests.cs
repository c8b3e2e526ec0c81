using System.Globalization;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>The same command, typed again: it goes on with the run that it began. Real processes, SIGKILL, and an endpoint that counts.</summary>
public sealed class ImplementAgainTests : IDisposable
{
    private const int Kills = 5;
    private const int Lines = 36;

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));
    private readonly TaskCompletionSource _documenting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _killed = new();
    private readonly TaskCompletionSource _planning = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _mayPlan = new(true);

    public void Dispose()
    {
        _mayPlan.Dispose();
        _killed.Dispose();
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Killed_again_and_again_the_same_command_goes_on_with_its_run_and_pays_for_each_answer_once()
    {
        await using var model = await AgentServer.StartAsync(Script);
        var task = await TaskAsync();
        var chance = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            // While it starts, while a question is under way, or while a tool runs: the chance of the machine does the rest.
            await using var process = Implement(model.Url, task);
            await model.WaitForRequestsAsync(model.Requests + chance.Next(0, 3), _patience.Token);
            await process.KillAsync();
        }

        // Once more in the last question of all.
        await using (var process = Implement(model.Url, task))
        {
            await _documenting.Task.WaitAsync(_patience.Token);
            await process.KillAsync();
            _killed.Set();
        }

        var ended = (await Implement(model.Url, task).ExitAsync()).Expect(ExitCode.Success);

        var run = Assert.Single((await Start(model.Url, "list", "--all", "--json").ExitAsync()).Json().GetProperty("runs").EnumerateArray()).GetProperty("runId").GetString();
        Assert.Contains($"Run {run} of this folder is not finished; going on with it (--new starts another one).", ended.Error, StringComparison.Ordinal);
        Assert.Equal(string.Concat(Enumerable.Range(1, Lines).Select(line => $"line {line}\n")), task.Read("workspace/log.txt"));
        Assert.Equal("1", await task.GitAsync("rev-list", "--count", $"HEAD..workflows/{run}"));
        Assert.True(Directory.Exists(task.Reports()));
        Assert.All(model.Conversations.Values, keys => Assert.Single(keys));
        Assert.True(model.Requests <= model.Conversations.Count + Kills + 1, $"{model.Requests} requests for {model.Conversations.Count} questions");
    }

    [Fact]
    public async Task Another_task_or_other_options_are_not_taken_for_the_run_that_is_not_finished()
    {
        _killed.Set();
        _mayPlan.Reset();
        var task = await TaskAsync();
        string gone;
        await using (var model = await AgentServer.StartAsync(Script))
        {
            await using var process = Implement(gone = model.Url, task);
            await _planning.Task.WaitAsync(_patience.Token);
            await process.KillAsync();
            _mayPlan.Set();
        }

        // Nobody answers there any more, so that the run waits whatever command is its host for a while.
        var run = Assert.Single((await Start(gone, "list", "--all", "--json").ExitAsync()).Json().GetProperty("runs").EnumerateArray()).GetProperty("runId").GetString()!;
        var status = (await Start(gone, "status", run).ExitAsync()).Expect(ExitCode.Success);
        Assert.Contains($"nobody works on it now: 'workflows watch {run}' goes on with it, 'workflows serve' with all", status.Out, StringComparison.Ordinal);

        var rounds = (await Implement(gone, task, "--max-rounds", "2").ExitAsync()).Expect(ExitCode.Usage);
        Assert.Contains("differs in maxRounds", rounds.Error, StringComparison.Ordinal);
        Assert.Contains($"'workflows watch {run}' goes on with it, 'workflows terminate {run}' ends it, and --new starts another one beside it.", rounds.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(task.At("project/tasks/current.md"), "# Another\n\nDo something else.\n");
        var text = (await Implement(gone, task).ExitAsync()).Expect(ExitCode.Usage);
        Assert.Contains("differs in the task (project/tasks/current.md)", text.Error, StringComparison.Ordinal);

        (await Start(gone, "terminate", run).ExitAsync()).Expect(ExitCode.Success);
        await using var answering = await AgentServer.StartAsync(Script);
        var other = (await Implement(answering.Url, task).ExitAsync()).Expect(ExitCode.Success);
        Assert.DoesNotContain("is not finished", other.Error, StringComparison.Ordinal);
    }

    private Task<TaskFolder> TaskAsync() => TaskFolder.CreateAsync(
        Path.Combine(_folder.Path, "task"), ("project/tasks/current.md", "# Append\n\nAppend to the log, line by line.\n"), ("project/tasks/done.md", "# Done\n"),
        ("workspace/append.sh", "echo \"line $1\" >> log.txt\n"));

    private WorkflowsProcess Implement(string model, TaskFolder task, params string[] more) => Start(model, ["implement", task.Path, "--auto-approve", .. more]);

    private WorkflowsProcess Start(string model, params string[] args) => WorkflowsProcess.Start(
        Directory.CreateDirectory(Path.Combine(_folder.Path, "host")).FullName,
        new Dictionary<string, string>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "test-key-that-nobody-may-see",
            ["LLM_BASE_URL"] = model,
            ["LLM_MODEL"] = "test-model",
            ["ORCH_TEST_COMMAND"] = $"grep -q \"line {Lines}\" log.txt",
        },
        args);

    // Two rounds; in each of the first turns the implementer appends a line, so that a tool that acted twice would show.
    private AgentReply Script(AgentQuestion asked)
    {
        switch (asked.Role)
        {
            case "planner" when asked.Turn == 1:
                return new AgentReply("I look.", AgentReply.Read("workspace/append.sh"));
            case "planner":
                _planning.TrySetResult();
                _mayPlan.Wait(_patience.Token);
                return AgentReply.Plan;
            case "implementer" when asked.Turn <= Lines / 2:
                return new AgentReply("I append.", AgentReply.Run("sh", "append.sh", ((asked.Round - 1) * (Lines / 2) + asked.Turn).ToString(CultureInfo.InvariantCulture)));
            case "implementer":
                return new AgentReply($"Round {asked.Round} is done.");
            case "reviewer":
                return asked.Round == 1 ? new AgentReply("VERDICT: FAIL\nACTION: CONTINUE\nFIXES:\n1. Append the other lines.") : AgentReply.Pass;
            case var _ when asked.Turn == 1:
                return new AgentReply("I write.", AgentReply.Write("project/tasks/done.md", "# Done\n\nAppended.\n"));
            default:
                _documenting.TrySetResult();
                _killed.Wait(_patience.Token);
                return new AgentReply("Written.");
        }
    }
}
