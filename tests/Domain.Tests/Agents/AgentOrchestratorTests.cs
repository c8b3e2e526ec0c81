using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Tests.Agents;

public sealed class AgentOrchestratorTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public async Task Every_call_starts_from_the_files_that_the_one_before_it_left()
    {
        _world.Turns.Enqueue(AgentWorld.Calls(2));
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, "turn-3.md", null), (result.End, result.Answer?.Name, result.Reason));
        Assert.Equal([AgentWorld.State("state-0"), AgentWorld.State("state-1"), AgentWorld.State("state-2")], _world.Called.Select(call => call.Workspace));
        Assert.Equal(AgentWorld.State("state-3"), result.Progress.Workspace);
        Assert.Equal((3, 3, new ModelUsage(30, 15, 0.03m)), (result.Progress.Turns, result.Progress.ToolCalls, result.Progress.Usage));
        Assert.Equal([1, 2, 3], _world.Asked.Select(turn => turn.Turn));
        Assert.Equal([null, "turn-1.json", "turn-2.json"], _world.Asked.Select(turn => turn.Before?.Name));
        Assert.Equal([0, 2, 1], _world.Asked.Select(turn => turn.Results.Count));
        Assert.Equal(["alice~shop~run-1:implementer-1:1"], _world.Context.Inputs.OfType<string>());
    }

    [Fact]
    public async Task No_turn_is_made_beyond_the_limit_and_the_reason_names_the_setting()
    {
        _world.Limits = new AgentLimits { MaxTurns = 80 };

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.TurnLimit, 80, 79), (result.End, _world.Asked.Count(), _world.Called.Count()));
        Assert.Contains("80 turns", result.Reason, StringComparison.Ordinal);
        Assert.Contains("ORCH_MAX_TURNS_TECH_WRITER", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_the_last_turn_is_an_answer()
    {
        _world.Limits = new AgentLimits { MaxTurns = 2 };
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Answer());

        Assert.Equal(AgentEnd.Answered, (await _world.RunAsync()).End);
    }

    [Fact]
    public async Task What_travels_does_not_grow_with_the_turns()
    {
        _world.Limits = new AgentLimits { MaxTurns = 20 };
        await _world.RunAsync();
        var longer = new AgentWorld { Limits = new AgentLimits { MaxTurns = 600 } };

        await longer.RunAsync();

        Assert.InRange(longer.Context.LargestPayload, 1, _world.Context.LargestPayload + 100);
    }

    [Fact]
    public async Task An_agent_that_has_no_time_left_ends_with_that_reason()
    {
        _world.Limits = new AgentLimits { MaxTime = TimeSpan.FromMinutes(10) };
        _world.Turns.Enqueue(input => AgentWorld.Calls(1)(input) with { Seconds = 11 * 60 });

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.TimeLimit, 1, 0), (result.End, _world.Asked.Count(), _world.Called.Count()));
        Assert.Contains("11 minutes", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_night_in_which_the_host_was_down_is_no_work()
    {
        _world.Limits = new AgentLimits { MaxTime = TimeSpan.FromMinutes(10) };
        _world.Turns.Enqueue(input =>
        {
            _world.Context.Pass(TimeSpan.FromHours(9));
            return AgentWorld.Calls(2)(input) with { Seconds = 30 };
        });
        _world.Turns.Enqueue(input => AgentWorld.Fails(AgentFailureKind.Transient)(input) with { Seconds = 7 });
        _world.Turns.Enqueue(input => AgentWorld.Answer()(input) with { Seconds = 20 });

        var result = await _world.RunAsync();

        // The turns, two tools of 0.1 s, and the wait of 1 s after the failure.
        Assert.Equal((AgentEnd.Answered, TimeSpan.FromSeconds(30 + 0.2 + 7 + 1 + 20)), (result.End, result.Progress.Worked));
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_made_again_after_growing_waits_and_noted()
    {
        _world.Limits = new AgentLimits { MaxAttempts = 6 };
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        }

        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal(AgentEnd.Answered, result.End);
        Assert.Equal(["wait 1", "wait 2", "wait 4", "wait 8", "wait 8"], _world.Context.Log.Where(line => line.StartsWith("wait", StringComparison.Ordinal)));
        Assert.Equal([(1, 1, 1.0), (1, 2, 2.0), (1, 3, 4.0), (1, 4, 8.0), (1, 5, 8.0)], result.Progress.Attempts.Select(attempt => (attempt.Turn, attempt.Attempt, attempt.DelaySeconds!.Value)));
        Assert.Equal(new ModelUsage(15, 5, 0.015m), result.Progress.Usage);
    }

    [Fact]
    public async Task Attempts_are_counted_anew_for_every_turn_and_end_at_the_limit()
    {
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Failed, "Turn 2 failed 3 times, the last time because the service answered 429"), (result.End, result.Reason));
        Assert.Equal([1.0, 2.0, 1.0, 2.0, null], result.Progress.Attempts.Select(attempt => attempt.DelaySeconds));
    }

    [Fact]
    public async Task A_gateway_that_gives_up_on_a_question_that_may_be_billed_is_not_asked_without_an_end()
    {
        _world.Limits = new AgentLimits { MaxAttempts = 3 };
        _world.Turns.Enqueue(AgentWorld.MayBeBilled());
        _world.Turns.Enqueue(AgentWorld.MayBeBilled());
        _world.Turns.Enqueue(AgentWorld.MayBeBilled());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Failed, 3), (result.End, _world.Asked.Count()));
        Assert.Contains("Turn 1 failed 3 times", result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Context.Inputs.OfType<AgentChoice>(), choice => choice.WasAsked);
    }

    [Fact]
    public async Task A_service_that_says_when_to_come_back_is_heard_within_bounds()
    {
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient, TimeSpan.FromSeconds(17)));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient, TimeSpan.FromHours(1)));
        _world.Turns.Enqueue(AgentWorld.Answer());

        await _world.RunAsync();

        Assert.Equal(["wait 17", "wait 60"], _world.Context.Log.Where(line => line.StartsWith("wait", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_would_fail_again_is_not_made_again()
    {
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Permanent));

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Failed, "the service answered 429", 1), (result.End, result.Reason, _world.Asked.Count()));
        Assert.Equal(AgentFailureKind.Permanent, Assert.Single(result.Progress.Attempts).Kind);
    }

    [Fact]
    public async Task Failed_attempts_are_kept_up_to_a_bound()
    {
        _world.Limits = new AgentLimits { MaxAttempts = 200 };
        for (var attempt = 1; attempt < 120; attempt++)
        {
            _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        }

        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal(Enumerable.Range(70, 50), result.Progress.Attempts.Select(attempt => attempt.Attempt));
    }

    [Fact]
    public async Task A_status_says_what_the_agent_does()
    {
        _world.Turns.Enqueue(AgentWorld.Calls(2));
        _world.Turns.Enqueue(AgentWorld.Answer());

        await _world.RunAsync();

        var statuses = _world.Context.Statuses.Cast<AgentStatus>().ToList();
        Assert.Equal(["Asking the model", "Calling fs_read (1 of 2)", "Calling fs_read (2 of 2)", "Asking the model"], statuses.Select(status => status.Doing));
        Assert.Equal(("implementer-1", "tech-writer", 1, 80, 2, "qwen-max"), (statuses[^1].Agent, statuses[^1].Role, statuses[^1].Round, statuses[^1].MaxTurns, statuses[^1].ToolCalls, statuses[^1].Model));
    }

    [Fact]
    public async Task A_program_does_the_whole_work_in_one_call_and_is_run_again_when_that_may_help()
    {
        var runs = 0;
        _world.Context.Answer(AgentActivities.ChooseAgent, input => new ChosenAgent(AgentKind.Command, "claude"));
        _world.Context.Answer(AgentActivities.RunCommandAgent, input => ++runs == 1
            ? new CommandAgentOutcome(new ModelAnswer(null, "claude", false, null, 1, ModelUsage.None), null, [], AgentFailureKind.Transient, "it ended with exit code 1")
            : new CommandAgentOutcome(new ModelAnswer(AgentWorld.Artifact("answer.md"), "claude", false, null, 1, new ModelUsage(7, 8, 0.5m)), AgentWorld.State("after"), []));

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, "answer.md", "claude"), (result.End, result.Answer?.Name, result.Model));
        Assert.Equal((1, AgentWorld.State("after"), new ModelUsage(7, 8, 0.5m)), (result.Progress.Turns, result.Progress.Workspace, result.Progress.Usage));
        Assert.Equal([1, 2], _world.Context.Inputs.OfType<CommandAgentInput>().Select(input => input.Attempt));
        Assert.All(_world.Context.Inputs.OfType<CommandAgentInput>(), input => Assert.Equal(AgentWorld.State("state-0"), input.Workspace));
    }

    [Fact]
    public async Task An_agent_without_files_is_offered_no_tools()
    {
        _world.Turns.Enqueue(AgentWorld.Answer());

        Assert.Equal(AgentEnd.Answered, (await _world.RunAsync(withFiles: false)).End);

        Assert.Empty(Assert.Single(_world.Asked).Tools);
    }
}
