using Workflows.Domain.Agents;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class ImplementTaskOrchestratorTests
{
    private readonly TaskWorld _world = new();

    [Fact]
    public async Task A_task_is_planned_implemented_in_rounds_documented_approved_committed_and_reported()
    {
        _world.Verdicts.Enqueue(TaskWorld.Fail);
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync();

        Assert.Equal(
            [
                "planner-1:1",
                "implementer-1:1", "DiffWorkspace", "RunTests", "reviewer-1:1",
                "implementer-2:1", "DiffWorkspace", "RunTests", "reviewer-2:1",
                "tech-writer-1:1", "DiffWorkspace", "RecordAudit", "CommitWorkspace", "ApplyWorkspace", "WriteReports", "PublishReports",
            ],
            _world.Steps);
        Assert.Equal((ImplementTaskOutcome.Passed, null), (result.Outcome, result.Reason));
        Assert.Equal([false, true], result.Rounds.Select(round => round.Verdict!.Passed));
        Assert.Equal("/task/project/reports/run-20300101-000000", result.Published!.Folder);
        Assert.Equal("abc123", result.Delivery!.Commit!.Sha);
        Assert.Equal(3, result.Applied!.Written);
        Assert.Equal(["planner", "implementer", "reviewer", "tech-writer"], result.Roles.Select(role => role.Role));
        Assert.Equal((4, 6, new ModelUsage(20, 10, 0.02m)), (result.Roles[1].Turns, result.Roles[1].ToolCalls, result.Roles[1].Usage));
        Assert.Equal(new ModelUsage(60, 30, 0.06m), result.Usage);
        var last = _world.Statuses.Last();
        Assert.Equal((ImplementTaskStage.Done, last.Steps), (last.Stage, last.Step));
        Assert.Equal("PASS; approved by auto-approve, committed as abc123 to workflows/run", last.Message);
        Assert.Contains("Round 1: FAIL CONTINUE", _world.Statuses.Select(status => status.Message));
    }

    [Fact]
    public async Task A_repository_that_cannot_be_reached_is_waited_for_and_the_same_commit_is_made_once_it_can_be()
    {
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.Unreachable.Enqueue("Connection refused.");
        _world.Probes.Enqueue("Connection refused.");
        _world.Probes.Enqueue("The requested URL returned error: 503");
        // It answers a look, and then no commit.
        _world.Unreachable.Enqueue("timed out");

        var result = await _world.RunAsync();

        Assert.Equal("abc123", result.Delivery!.Commit!.Sha);
        Assert.Equal(
            [
                "CommitWorkspace", "wait 5", "ProbeRepository", "wait 10", "ProbeRepository", "wait 20", "ProbeRepository",
                "CommitWorkspace", "wait 40", "ProbeRepository", "CommitWorkspace", "ApplyWorkspace",
            ],
            _world.Steps.SkipWhile(step => step != "CommitWorkspace").Take(12));
        var commits = _world.Asked<CommitWorkspaceInput>();
        Assert.Equal(3, commits.Count);
        Assert.All(commits, commit => Assert.Equal((commits[0].At, commits[0].Message, true), (commit.At, commit.Message, commit.Waits)));
        Assert.Equal([1, 2, 3, 4], _world.Asked<RepositoryProbe>().Select(probe => probe.Ordinal));
        Assert.All(_world.Asked<RepositoryProbe>(), probe => Assert.Equal((true, "/repo"), (probe.IsTask, probe.TaskPath)));
        var waits = _world.Statuses.Where(status => status.Stage == ImplementTaskStage.Infrastructure).ToList();
        Assert.Equal("The repository cannot be reached since 2030-01-01 00:00:00 UTC: Connection refused. The run goes on by itself once it can be; no attempt is spent.", waits[0].Message);
        Assert.All(waits, wait => Assert.Contains("since 2030-01-01 00:00:00 UTC", wait.Message, StringComparison.Ordinal));
        Assert.Contains("error: 503", waits[2].Message, StringComparison.Ordinal);
        Assert.Equal(ImplementTaskStage.Done, _world.Statuses.Last().Stage);
    }

    [Fact]
    public async Task An_answer_that_a_person_gave_is_told_for_its_step_and_the_models_of_the_others_as_they_are()
    {
        _world.Verdicts.Enqueue(TaskWorld.Fail);
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.Models["planner-1"] = "given by Ada";
        _world.Models["implementer-2"] = "given by Ada";

        var result = await _world.RunAsync();

        Assert.Equal("qwen; planner-1 given by Ada, implementer-2 given by Ada", _world.Statuses.Last().Model);
        Assert.Equal("given by Ada", _world.Statuses.First(status => status.Model is not null).Model);
        Assert.Equal(["given by Ada", "qwen; implementer-2 given by Ada", "qwen", "qwen"], result.Roles.Select(role => role.Model));
    }

    [Fact]
    public async Task Agents_get_the_files_that_were_left_before_them_and_what_was_said_of_them()
    {
        _world.Verdicts.Enqueue(TaskWorld.Fail);
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        await _world.RunAsync();

        Assert.Equal(
            ["found", "found", "after implementer-1", "after implementer-1", "after implementer-2", "after implementer-2"],
            _world.Asked<AgentInput>().Select(agent => agent.Workspace!.Manifest.Name["workspace/states/".Length..^".json".Length]));
        var second = _world.Asked<AgentPromptInput>()[3];
        Assert.Equal(("implementer-2", "agents/implementer-1/turn-0001.md", "agents/reviewer-1/turn-0001.md"), (second.Agent, second.Report!.Name, second.Review!.Name));
        Assert.Equal(("Mend it.", "dotnet test"), (second.Verdict!.Fixes, second.TestCommand));
        Assert.All(_world.Asked<AgentPromptInput>().Skip(1), told => Assert.Equal("reports/plan.txt", told.Plan!.Name));
        Assert.All(_world.Asked<DiffWorkspaceInput>(), diff => Assert.Equal("workspace/states/found.json", diff.Before.Manifest.Name));
        Assert.Equal(["reports/diff_round_1.patch", "reports/diff_round_2.patch", "documents/diff-1.patch"], _world.Asked<DiffWorkspaceInput>().Select(diff => diff.Name));
    }

    [Theory]
    [InlineData("The review has to say so.", true)]
    [InlineData(null, false)]
    public async Task The_reviewer_hears_in_the_next_round_why_its_review_did_not_count(string? overruled, bool isTold)
    {
        _world.Verdicts.Enqueue(TaskWorld.Fail with { Overruled = overruled });
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        await _world.RunAsync();

        var reviewers = _world.Asked<AgentPromptInput>().Where(told => told.Role == TaskRoles.Reviewer).ToList();
        Assert.Null(reviewers[0].Verdict);
        Assert.Equal(isTold ? overruled : null, reviewers[1].Verdict?.Overruled);
        Assert.Equal(isTold, reviewers[1].Verdict is not null);
    }

    [Fact]
    public async Task Each_role_may_call_its_tools_and_change_its_files_only()
    {
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        await _world.RunAsync();

        var roles = _world.Asked<AgentInput>().ToDictionary(agent => agent.Role.Name, agent => agent.Role);
        Assert.All(["planner", "reviewer"], role => Assert.Equal((0, "fs_list fs_read fs_search"), (roles[role].Scope.Folders.Count, string.Join(' ', roles[role].Tools))));
        Assert.True(roles["implementer"].Scope.Allows("workspace/a.cs"));
        Assert.False(roles["implementer"].Scope.Allows("project/tasks/done.md"));
        Assert.True(roles["tech-writer"].Scope.Allows("project/tasks/done.md"));
        Assert.False(roles["tech-writer"].Scope.Allows("project/reports/run-1/plan.txt"));
        Assert.False(roles["tech-writer"].Scope.Allows("workspace/a.cs"));
        Assert.Equal([false, true, false, false], TaskRoles.Names.Select(role => roles[role].Tools.Contains("run_cmd")));
        Assert.Equal([6, 80, 10, 10], TaskRoles.Names.Select(role => roles[role].Limits.MaxTurns));
    }

    [Fact]
    public async Task Rounds_that_are_used_up_end_the_run_with_reports_and_without_a_commit()
    {
        for (var round = 0; round < 3; round++)
        {
            _world.Verdicts.Enqueue(TaskWorld.Fail);
        }

        var result = await _world.RunAsync(input => input with { Settings = new ImplementTaskSettings { MaxRounds = 3 } });

        Assert.Equal((ImplementTaskOutcome.RoundsUsedUp, "No PASS in 3 rounds."), (result.Outcome, result.Reason));
        Assert.Equal(["reviewer-3:1", "WriteReports", "PublishReports"], _world.Steps.TakeLast(3));
        Assert.Null(result.Delivery);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rounds_that_change_nothing_are_stuck(bool asOlderVersion)
    {
        _world.AsOlderVersion = asOlderVersion;
        _world.FilesAfter = _ => "the same";
        _world.Verdicts.Enqueue(TaskWorld.Fail);
        _world.Verdicts.Enqueue(TaskWorld.Fail);

        var result = await _world.RunAsync();

        Assert.Equal(ImplementTaskOutcome.Stuck, result.Outcome);
        Assert.Contains("changed nothing", result.Reason, StringComparison.Ordinal);
        Assert.StartsWith("FAIL SKIP: The last round changed nothing", _world.Statuses.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_round_of_a_stuck_run_says_skip_in_its_record_its_status_and_its_result()
    {
        _world.FilesAfter = _ => "the same";
        _world.Verdicts.Enqueue(TaskWorld.Fail);
        _world.Verdicts.Enqueue(TaskWorld.Fail);

        var result = await _world.RunAsync();

        Assert.Equal([true, false], result.Rounds.Select(round => round.Verdict!.Continue));
        Assert.Equal([true, false], _world.Asked<StepRecord>().Where(step => step.Round is not null).Select(step => step.Round!.Verdict!.Continue));
        Assert.Equal((false, result.Reason), (_world.Statuses.Last().Verdict!.Continue, _world.Statuses.Last().Verdict!.Overruled));
        Assert.Contains(_world.Statuses, status => status.Message == $"Round 2: FAIL SKIP ({result.Reason!.TrimEnd('.')})");
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(3, 0, 0)]
    [InlineData(3, null, 3)]
    public async Task A_review_is_held_against_stand_ins_and_not_against_what_was_left_for_later(int flags, int? standIns, int expected)
    {
        _world.RedFlags = (flags, standIns);
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        await _world.RunAsync();

        Assert.Equal(expected, Assert.Single(_world.Asked<ReadVerdictInput>()).RedFlags);
    }

    [Fact]
    public async Task A_review_that_says_skip_ends_the_rounds()
    {
        _world.Verdicts.Enqueue(new Verdict(false, false, "Install pytest.", false));

        var result = await _world.RunAsync();

        Assert.Equal(ImplementTaskOutcome.Skipped, result.Outcome);
        Assert.Equal("Install pytest.", result.Rounds[^1].Verdict!.Fixes);
        Assert.DoesNotContain("tech-writer-1:1", _world.Steps);
    }

    [Fact]
    public async Task A_fail_that_asks_for_documents_commits_them_alone_once_they_are_approved()
    {
        _world.Verdicts.Enqueue(new Verdict(false, false, "DOCS: say how", true));

        var result = await _world.RunAsync();

        Assert.Equal(["tech-writer-1:1", "DiffWorkspace", "RecordAudit", "CommitWorkspace", "ApplyWorkspace", "WriteReports", "PublishReports"], _world.Steps.TakeLast(7));
        Assert.Equal(["project"], Assert.Single(_world.Asked<CommitWorkspaceInput>()).Folders);
        Assert.Equal(["project"], Assert.Single(_world.Asked<ApplyInput>()).Folders);
        Assert.Equal((ImplementTaskOutcome.Skipped, "abc123"), (result.Outcome, result.Delivery!.Commit!.Sha));
    }

    [Theory]
    [InlineData("planner-1", AgentEnd.TurnLimit, ImplementTaskOutcome.AgentFailed)]
    [InlineData("implementer-1", AgentEnd.TimeLimit, ImplementTaskOutcome.AgentFailed)]
    [InlineData("reviewer-1", AgentEnd.Failed, ImplementTaskOutcome.AgentFailed)]
    public async Task An_agent_that_does_not_get_to_its_end_ends_the_run_with_its_reason_and_reports(string agent, AgentEnd end, ImplementTaskOutcome outcome)
    {
        _world.Ends[agent] = end;

        var result = await _world.RunAsync();

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal($"The {agent[..^2]} did not get to its end: it said so.", result.Reason);
        Assert.Equal(["WriteReports", "PublishReports"], _world.Steps.TakeLast(2));
        Assert.Equal(agent.StartsWith("planner", StringComparison.Ordinal) ? 0 : 1, result.Rounds.Count);
    }

    [Fact]
    public async Task Work_that_passed_is_not_thrown_away_with_documents_that_were_not_finished()
    {
        _world.Ends["tech-writer-1"] = AgentEnd.TurnLimit;
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync();

        Assert.Equal((ImplementTaskOutcome.Passed, "The tech-writer did not get to its end: it said so."), (result.Outcome, result.Reason));
        Assert.Equal("workspace/states/after implementer-1.json", Assert.Single(_world.Asked<CommitWorkspaceInput>()).After.Manifest.Name);
    }

    [Fact]
    public async Task A_plan_is_approved_changed_or_rejected_by_a_human_before_anything_is_written()
    {
        _world.Decisions.Enqueue((GateDecisionKind.RequestChanges, "smaller"));
        _world.Decisions.Enqueue((GateDecisionKind.Reject, "no"));

        var result = await _world.RunAsync(input => input with { ApprovePlan = true });

        Assert.Equal(["planner-1:1", "approve-plan:1", "planner-2:1", "approve-plan:2", "WriteReports", "PublishReports"], _world.Steps);
        Assert.Equal("smaller", _world.Asked<AgentPromptInput>()[1].Changes);
        Assert.Equal((ImplementTaskOutcome.Rejected, "The plan was rejected by alice."), (result.Outcome, result.Reason));
        Assert.Equal((GateDecisionKind.Reject, "no", 2), (result.Delivery!.Decision, result.Delivery.Text, result.Delivery.Reviews));
    }

    [Theory]
    [InlineData(1, "1 point and 1 acceptance criterion.")]
    [InlineData(8, "8 points and 1 acceptance criterion.")]
    public async Task The_gate_of_a_plan_says_how_much_there_is_of_it(int points, string summary)
    {
        _world.PlanPoints = points;
        _world.Decisions.Enqueue((GateDecisionKind.Reject, "no"));

        await _world.RunAsync(input => input with { ApprovePlan = true });

        Assert.Equal(summary, Assert.Single(_world.Asked<GateInput>()).Subject.Summary);
    }

    [Fact]
    public async Task What_the_approver_of_a_plan_adds_goes_to_those_who_carry_it_out()
    {
        _world.Decisions.Enqueue((GateDecisionKind.Approve, "but in Dutch"));
        _world.Decisions.Enqueue((GateDecisionKind.Approve, null));
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        await _world.RunAsync(input => input with { ApprovePlan = true });

        Assert.Equal([null, "but in Dutch", "but in Dutch", null], _world.Asked<AgentPromptInput>().Select(told => told.Changes));
    }

    [Fact]
    public async Task Changes_that_are_asked_for_go_to_the_implementer_and_are_reviewed_documented_and_shown_again()
    {
        _world.Decisions.Enqueue((GateDecisionKind.RequestChanges, "in Dutch, too"));
        _world.Decisions.Enqueue((GateDecisionKind.Approve, null));
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync();

        Assert.Equal(
            [
                "tech-writer-1:1", "DiffWorkspace", "approve-change:1", "implementer-2:1", "DiffWorkspace", "RunTests", "reviewer-2:1",
                "tech-writer-2:1", "DiffWorkspace", "approve-change:2", "CommitWorkspace", "ApplyWorkspace", "WriteReports", "PublishReports",
            ],
            _world.Steps.TakeLast(14));
        Assert.Equal("in Dutch, too", _world.Asked<AgentPromptInput>().Single(told => told.Agent == "implementer-2").Changes);
        Assert.Equal("workspace/states/after implementer-1.json", _world.Asked<AgentInput>().Single(agent => agent.Agent == "implementer-2").Workspace!.Manifest.Name);
        var commit = Assert.Single(_world.Asked<CommitWorkspaceInput>());
        Assert.Equal(("workspace/states/after tech-writer-2.json", "alice", "workflows/run"), (commit.After.Manifest.Name, commit.Author, commit.Branch));
        Assert.Equal(["workspace", "project"], commit.Folders);
        Assert.Equal((2, 2), (result.Delivery!.Reviews, result.Rounds.Count));
    }

    [Fact]
    public async Task An_approval_with_a_change_is_taken_in_reviewed_and_asks_nobody_again()
    {
        _world.Decisions.Enqueue((GateDecisionKind.Approve, "but add a test"));
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync();

        Assert.Single(_world.Steps, "approve-change:1");
        Assert.Equal("workspace/states/after tech-writer-2.json", Assert.Single(_world.Asked<CommitWorkspaceInput>()).After.Manifest.Name);
        Assert.Equal((ImplementTaskOutcome.Passed, 1), (result.Outcome, result.Delivery!.Reviews));
    }

    [Fact]
    public async Task A_change_that_does_not_pass_once_more_is_not_committed()
    {
        _world.Decisions.Enqueue((GateDecisionKind.Approve, "but add a test"));
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.Verdicts.Enqueue(new Verdict(false, false, null, false));

        var result = await _world.RunAsync();

        Assert.Equal(ImplementTaskOutcome.Skipped, result.Outcome);
        Assert.Equal((GateDecisionKind.Approve, null), (result.Delivery!.Decision, result.Delivery.Commit));
        Assert.Empty(_world.Asked<CommitWorkspaceInput>());
    }

    [Fact]
    public async Task The_gate_shows_what_was_changed_tested_reviewed_and_planned()
    {
        _world.Decisions.Enqueue((GateDecisionKind.Reject, "not now"));
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync(input => input with { Delivery = input.Delivery with { MaxReviews = 0 } });

        var gate = Assert.Single(_world.Asked<GateInput>());
        Assert.Equal(("implement-task", "approve-change", 1), (gate.Workflow, gate.Name, gate.Round));
        Assert.Equal(["Change", "Documents", "Tests", "Review", "Plan"], gate.Subject.Items.Select(item => item.Label));
        Assert.All(["1 round; the last verdict is PASS.", "'dotnet test' passes (bubblewrap).", "200 files"], text => Assert.Contains(text, gate.Subject.Summary, StringComparison.Ordinal));
        Assert.Equal([GateDecisionKind.Approve, GateDecisionKind.Reject], gate.Rules.Decisions);
        Assert.Equal((ImplementTaskOutcome.Rejected, "not now"), (result.Outcome, result.Delivery!.Text));
        Assert.Equal(["approve-change:1", "WriteReports", "PublishReports"], _world.Steps.TakeLast(3));
    }

    [Fact]
    public async Task A_step_that_fails_for_good_leaves_its_reports_and_fails_the_run()
    {
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.CommitFails = new FailureDetails("x.Refused", "the branch is protected", null, null);

        await Assert.ThrowsAsync<TaskFailedException>(() => _world.RunAsync());

        Assert.Equal(["CommitWorkspace", "WriteReports", "PublishReports"], _world.Steps.TakeLast(3));
        Assert.Equal((null, "CommitWorkspace failed: the branch is protected"), (_world.Asked<WriteReportsInput>()[0].Outcome, _world.Asked<WriteReportsInput>()[0].Reason));
    }

    [Fact]
    public async Task Reports_that_cannot_be_written_do_not_hide_what_failed_the_run()
    {
        _world.Verdicts.Enqueue(TaskWorld.Pass);
        _world.CommitFails = new FailureDetails("x.Refused", "the branch is protected", null, null);
        _world.ReportsFail = new FailureDetails("System.IO.IOException", "the disk is full", null, null);

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => _world.RunAsync());

        Assert.Equal("CommitWorkspace", failure.TaskName);
        Assert.Contains(_world.Context.Lines, line => line.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_without_a_task_fails_the_run_with_what_to_do()
    {
        _world.Problem = "'/task' holds no project/tasks/current.md. Write the task there.";

        var failure = await Assert.ThrowsAsync<InvalidTaskException>(() => _world.RunAsync());

        Assert.StartsWith(_world.Problem, failure.Message, StringComparison.Ordinal);
        Assert.Contains("restart the run", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planner_without_a_plan_ends_the_run()
    {
        _world.PlanPoints = 0;

        Assert.Equal("The planner's answer holds no plan: it names no points in a list.", (await _world.RunAsync()).Reason);
    }

    [Fact]
    public async Task Without_a_test_command_no_tests_are_run()
    {
        _world.Verdicts.Enqueue(TaskWorld.Pass);

        var result = await _world.RunAsync(input => input with { Settings = new ImplementTaskSettings { TestCommand = "" } });

        Assert.DoesNotContain("RunTests", _world.Steps);
        Assert.Null(result.Rounds[0].Tests);
    }

    [Fact]
    public async Task The_result_stays_small_whatever_the_number_of_rounds_and_files()
    {
        var delivery = new Delivery("b", new GateRules()) { MaxReviews = 10 };
        for (var review = 0; review < 10; review++)
        {
            _world.Decisions.Enqueue((GateDecisionKind.RequestChanges, "again"));
        }

        _world.Decisions.Enqueue((GateDecisionKind.Approve, null));
        for (var round = 0; round < 11 * 4; round++)
        {
            _world.Verdicts.Enqueue(round % 4 == 3 ? TaskWorld.Pass : TaskWorld.Fail with { Fixes = new string('x', 2000) });
        }

        var result = await _world.RunAsync(input => input with { Delivery = delivery });

        Assert.Equal((ImplementTaskOutcome.Passed, 20, 44), (result.Outcome, result.Rounds.Count, result.Rounds[^1].Round));
        Assert.All(result.Rounds, round => Assert.True(round.Diff.Files.Count <= 10));
        Assert.True(_world.Context.LargestPayload < 40_000, $"{_world.Context.LargestPayload}");
    }
}
