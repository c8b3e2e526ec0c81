using Workflows.Domain.ImplementTask;
using Workflows.Http.Contracts;
using Workflows.Local.Commands;
using Workflows.Local.Hosting;
using Workflows.Local.Output;

namespace Workflows.Local.Tests;

/// <summary>What <c>implement</c> says of folders that are none, and of how a task came out. Whole runs have tests of their own.</summary>
public sealed class ImplementCommandTests : IDisposable
{
    private static readonly Verdict Pass = new(true, true, null, false);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_none_is_refused_before_anything_starts()
    {
        var cli = new Cli(Path.Combine(_folder.Path, "data"));
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "x");

        var missing = await cli.RunAsync("implement", Path.Combine(_folder.Path, "nowhere"));
        var wrong = await cli.RunAsync("implement", file);
        var option = await cli.RunAsync("implement", "--autoapprove");

        Assert.Equal((4, 2, 2), (missing.ExitCode, wrong.ExitCode, option.ExitCode));
        Assert.Contains("nowhere", missing.Error, StringComparison.Ordinal);
        Assert.Contains("is a file", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("--autoapprove", option.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.DataFolder));
    }

    [Fact]
    public async Task A_plan_that_a_human_is_to_approve_is_not_approved_by_itself()
    {
        var cli = new Cli(Path.Combine(_folder.Path, "data"));

        var both = await cli.RunAsync("implement", _folder.Path, "--approve-plan", "--auto-approve");

        Assert.Equal((2, false), (both.ExitCode, Directory.Exists(cli.DataFolder)));
        Assert.Contains("Give one of --approve-plan and --auto-approve", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_nothing_reads_is_told_on_the_command_line_and_in_the_log_of_the_host()
    {
        var said = (await WorkflowsProcess.Start(_folder.Path, new Dictionary<string, string> { ["ORCH_MAX_ROUND"] = "9" }, "implement", "nowhere").ExitAsync()).Expect(ExitCode.NotFound);
        Assert.Contains("There is no setting ORCH_MAX_ROUND, so it changes nothing; perhaps ORCH_MAX_ROUNDS was meant.", said.Error, StringComparison.Ordinal);

        var settings = HostSettings.Load(new Dictionary<string, string?> { ["Workflows:DataFolder"] = Path.Combine(_folder.Path, "data"), ["ORCH_MAX_ROUND"] = "9" });
        await (await WorkflowHost.StartAsync(settings, LogTarget.File, CancellationToken.None)).DisposeAsync();
        var log = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(settings.LogFolder)));
        Assert.Contains("perhaps ORCH_MAX_ROUNDS was meant", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImplementTaskOutcome.Passed, 0)]
    [InlineData(ImplementTaskOutcome.RoundsUsedUp, 1)]
    [InlineData(ImplementTaskOutcome.Skipped, 1)]
    [InlineData(ImplementTaskOutcome.Stuck, 1)]
    [InlineData(ImplementTaskOutcome.AgentFailed, 3)]
    [InlineData(ImplementTaskOutcome.Rejected, 8)]
    public void The_exit_code_tells_how_a_task_came_out(ImplementTaskOutcome outcome, int code) =>
        Assert.Equal(code, (int)RunOutcome.ExitCode(Ended(outcome)));

    [Fact]
    public void Every_round_is_told_with_its_verdict_once_it_has_one()
    {
        var run = Ended(ImplementTaskOutcome.Passed);
        var rounds = TaskText.Rounds(run).Select(round => round.Line).ToList();

        Assert.Equal(2, rounds.Count);
        Assert.Equal("round 1: FAIL CONTINUE, not as the reviewer says: tests fail (tests failed: A, B; 1 file changed; 2 red flags)", rounds[0]);
        Assert.Equal("round 2: PASS (tests passed; 3 files changed)", rounds[1]);
    }

    [Fact]
    public void The_end_says_verdict_reports_and_what_was_left_alone()
    {
        var block = string.Join('\n', RunText.Block(Ended(ImplementTaskOutcome.Stuck)));

        Assert.Contains("status     not passed (stuck): the same again", block, StringComparison.Ordinal);
        Assert.Contains("reports    /tasks/greeter/project/reports/run-1", block, StringComparison.Ordinal);
        Assert.Contains("conflicts  changed meanwhile and left alone: workspace/a.cs", block, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_that_were_told_as_they_came_are_not_told_again_at_the_end()
    {
        var run = Ended(ImplementTaskOutcome.Passed);
        run = run with { Task = run.Task! with { Rounds = [.. run.Task.Rounds, new RunRound(3, null, [], 0, 0, null, null, null)] } };

        Assert.Equal(["round 1", "round 2", "round 3"], RunText.Block(run).Where(line => line.StartsWith("round", StringComparison.Ordinal)).Select(line => line[..7]));
        Assert.Equal("round 3    no verdict (tests not run; 0 files changed)", Assert.Single(RunText.Block(run, roundsAreTold: true), line => line.StartsWith("round", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Piped_output_has_each_round_on_one_line_and_says_none_twice()
    {
        await using var text = new StringWriter();
        var run = Ended(ImplementTaskOutcome.Passed);
        await new PlainProgress(text).ShowAsync(show =>
        {
            show(run with { Status = RunStatus.Running, Outcome = null, Message = "Round 2 of 4: the implementer works", Round = 2, Step = 4, Steps = 9, Task = run.Task! with { Rounds = [run.Task.Rounds[0]] } });
            show(run);
            show(run);
            return Task.CompletedTask;
        });

        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("4/9 Round 2 of 4: the implementer works", lines[1].TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("run-1: round 2: PASS", lines[2], StringComparison.Ordinal);
        Assert.Equal("run-1: passed in 2 rounds", lines[3].TrimEnd());
    }

    [Fact]
    public async Task Each_thing_is_said_once_and_in_words()
    {
        await using var text = new StringWriter();
        var run = Ended(ImplementTaskOutcome.RoundsUsedUp);
        var round = run.Task!.Rounds[0] with { Tests = run.Task.Rounds[0].Tests! with { Failing = [], Reason = "no such program." }, Verdict = new Verdict(false, true, "Mend the program and all that hangs on it, by hand.", false, "no such program") };
        run = run with { Steps = 9, Task = run.Task with { Rounds = [round], Verdict = round.Verdict, Reason = "The rounds are used up: Mend the program and all that hangs on it, by hand." } };
        await new PlainProgress(text).ShowAsync(show =>
        {
            show(run with { Status = RunStatus.Running, Outcome = null, Message = "Round 1: FAIL CONTINUE (no such program)", Step = 5 });
            show(run with { Task = run.Task with { Rounds = [round with { Verdict = round.Verdict! with { Continue = false } }] } });
            return Task.CompletedTask;
        });

        Assert.Equal(
            ["run-1: round 1: FAIL CONTINUE, not as the reviewer says: no such program (tests failed; 1 file changed; 2 red flags)", "run-1: 9/9 not passed (rounds used up)"],
            text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
        var block = RunText.Block(run, roundsAreTold: true).ToList();
        Assert.Contains("status     not passed (rounds used up)", block);
        Assert.Single(block, line => line.Contains("Mend the program", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is no run 'x'; GET /v1/runs lists what there is.", "There is no run 'x'; 'workflows list --all' lists what there is.")]
    [InlineData("GET /v1/runs/acme~shop~run-1/timeline names the steps.", "'workflows timeline acme~shop~run-1' names the steps.")]
    [InlineData("GET /v1/runs/{runId}/artifacts lists what there is.", "'workflows artifacts <run>' lists what there is.")]
    [InlineData("GET /v1/gates lists the open ones.", "'workflows gates' lists the open ones.")]
    [InlineData("Use POST /v1/runs/run-1/restart, which starts it in yours.", "Use 'workflows restart run-1', which starts it in yours.")]
    [InlineData("GET /v1/runs/{runId}/fork is none.", "GET /v1/runs/{runId}/fork is none.")]
    public void What_the_api_says_of_requests_is_told_as_commands(string said, string told) => Assert.Equal(told, CommandWords.In(said));

    private static Run Ended(ImplementTaskOutcome outcome) => new()
    {
        RunId = "run-1",
        Workflow = "implement-task",
        Status = RunStatus.Finished,
        Outcome = RunSummary.OutcomeWord(outcome),
        MaxRounds = 4,
        CreatedAt = DateTime.UnixEpoch,
        LastUpdatedAt = DateTime.UnixEpoch,
        Task = new RunTask
        {
            Verdict = Pass,
            Reason = outcome == ImplementTaskOutcome.Passed ? null : "the same again",
            Rounds =
            [
                new RunRound(1, null, [], 1, 2, null, new RoundTests("t", true, false, 1, ["A", "B"], "2 failed", null, 1, "process"), new Verdict(false, true, "mend it", false, "tests fail")),
                new RunRound(2, null, [], 3, 0, null, new RoundTests("t", true, true, 0, [], null, null, 1, "process"), Pass),
            ],
            ReportsFolder = "/tasks/greeter/project/reports/run-1",
            Conflicts = ["workspace/a.cs"],
        },
    };
}
