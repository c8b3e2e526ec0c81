using Workflows.Domain.Agents;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Tests.Agents;

public sealed class AgentCallTests
{
    private readonly AgentWorld _world = new();

    [Fact]
    public async Task A_model_that_cannot_be_reached_is_waited_for_without_spending_an_attempt()
    {
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        _world.Turns.Enqueue(AgentWorld.Answer());
        for (var probe = 0; probe < 8; probe++)
        {
            _world.Probes.Enqueue(new ProbeResult(false, $"no connection {probe}"));
        }

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, 2), (result.End, result.Progress.Turns));
        Assert.Equal(["wait 5", "wait 10", "wait 20", "wait 40", "wait 80", "wait 160", "wait 300", "wait 300", "wait 300"], _world.Context.Log.Where(line => line.StartsWith("wait", StringComparison.Ordinal)));
        Assert.Equal([0], result.Progress.Attempts.Select(attempt => attempt.Attempt));
        Assert.Equal(["alice~shop~run-1:implementer-1:1", "alice~shop~run-1:implementer-1:2"], _world.Context.Inputs.OfType<string>());
        Assert.Contains("no connection 7", _world.Waits[^2]!.Message, StringComparison.Ordinal);
        Assert.False(_world.Waits[^2]!.IsBudget);
        Assert.Null(_world.Waits[^1]);
    }

    [Fact]
    public async Task A_program_that_cannot_reach_its_service_is_run_again_after_longer_and_longer_waits_and_spends_no_attempt()
    {
        var runs = 0;
        _world.Context.Answer(AgentActivities.ChooseAgent, input => new ChosenAgent(AgentKind.Command, "claude"));
        _world.Context.Answer(AgentActivities.RunCommandAgent, input => ++runs <= 4
            ? new CommandAgentOutcome(new ModelAnswer(null, "claude", false, null, 1, ModelUsage.None), null, [], AgentFailureKind.Infrastructure, "claude cannot reach its service")
            : new CommandAgentOutcome(new ModelAnswer(AgentWorld.Artifact("answer.md"), "claude", false, null, 1, ModelUsage.None), AgentWorld.State("after"), []));

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, 5), (result.End, runs));
        Assert.Equal(["wait 5", "wait 10", "wait 20", "wait 40"], _world.Context.Log.Where(line => line.StartsWith("wait", StringComparison.Ordinal)));
        Assert.All(result.Progress.Attempts, attempt => Assert.Equal((0, AgentFailureKind.Infrastructure), (attempt.Attempt, attempt.Kind)));
        Assert.All(_world.Context.Inputs.OfType<CommandAgentInput>(), input => Assert.Equal((1, AgentWorld.State("state-0")), (input.Attempt, input.Workspace!)));
        Assert.Contains("claude cannot reach its service", _world.Waits[0]!.Message, StringComparison.Ordinal);
        Assert.Null(_world.Waits[^1]);
    }

    [Fact]
    public async Task A_new_part_goes_on_with_what_the_one_before_knew()
    {
        _world.Turns.Enqueue(AgentWorld.Calls(2));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));

        var result = await _world.RunAsync();

        var again = _world.Asked.ElementAt(3);
        Assert.Equal((2, "turn-1.json", 2), (again.Turn, again.Before?.Name, again.Results.Count));
        Assert.Single(_world.Asked.Select(turn => turn.BegunAt).Distinct());
        Assert.Equal(AgentEnd.Failed, result.End);
        Assert.Equal([1, 0, 2, 3], result.Progress.Attempts.Select(attempt => attempt.Attempt));
        Assert.Equal("qwen-max", result.Model);
    }

    /// <summary>Its list of models says nothing of the model behind it.</summary>
    [Fact]
    public async Task A_gateway_that_answers_while_its_model_is_down_is_waited_for_longer_and_longer_without_spending_an_attempt()
    {
        _world.Limits = new AgentLimits { MaxAttempts = 3 };
        for (var attempt = 0; attempt < 8; attempt++)
        {
            _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        }

        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, 9), (result.End, _world.Asked.Count()));
        Assert.Equal(["wait 5", "wait 10", "wait 20", "wait 40", "wait 80", "wait 160", "wait 300", "wait 300"], _world.Context.Log.Where(line => line.StartsWith("wait", StringComparison.Ordinal)));
        Assert.All(result.Progress.Attempts, attempt => Assert.Equal(0, attempt.Attempt));
        Assert.Contains("the service answered 429", _world.Waits[0]!.Message, StringComparison.Ordinal);
    }

    /// <summary>As runs have it in their history that began when the list of models was asked here.</summary>
    [Fact]
    public async Task A_probe_that_once_got_through_is_repeated_as_the_attempt_that_it_was()
    {
        _world.Context.Answer(AgentActivities.ProbeModel, input => new ProbeResult(true, null));
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        }

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Failed, 3), (result.End, _world.Asked.Count()));
        Assert.Empty(_world.Waits);
    }

    [Fact]
    public async Task An_answer_of_no_use_makes_the_next_question_another_one_across_waits_and_until_the_turn_is_made()
    {
        _world.Limits = new AgentLimits { MaxAttempts = 5 };
        _world.Turns.Enqueue(AgentWorld.Useless());
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Transient));
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        _world.Turns.Enqueue(AgentWorld.Useless());
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Answer());

        await _world.RunAsync();

        Assert.Equal([0, 1, 1, 1, 2, 0], _world.Asked.Select(turn => turn.Useless));
    }

    [Fact]
    public async Task Waiting_is_no_working_time()
    {
        _world.Limits = new AgentLimits { MaxTime = TimeSpan.FromMinutes(2) };
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        for (var probe = 0; probe < 20; probe++)
        {
            _world.Probes.Enqueue(new ProbeResult(false, "no connection"));
        }

        _world.Turns.Enqueue(AgentWorld.Answer());

        Assert.Equal(AgentEnd.Answered, (await _world.RunAsync()).End);
    }

    [Fact]
    public async Task An_agent_over_its_budget_waits_at_the_gate_and_closes_it_after_one_turn()
    {
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.OverBudget());
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, 4, 3), (result.End, result.Progress.Turns, result.Progress.ToolCalls));
        Assert.Equal(
            ["implementer-1:1", "budget:1", "implementer-1:2", "implementer-1:3"],
            _world.Context.Inputs.OfType<string>().Select(id => id[(AgentWorld.Run.Length + 1)..]));
        Assert.Equal([null, null, 2000, null, null], _world.Asked.Select(turn => turn.MaxAnswerTokens));
        Assert.True(_world.Waits[0]!.IsBudget);
        Assert.Null(_world.Waits[^1]);
    }

    [Fact]
    public async Task Each_further_shortage_opens_a_gate_of_its_own()
    {
        _world.Turns.Enqueue(AgentWorld.OverBudget());
        _world.Turns.Enqueue(AgentWorld.OverBudget());
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.OverBudget());
        _world.Turns.Enqueue(AgentWorld.Answer());

        Assert.Equal(AgentEnd.Answered, (await _world.RunAsync()).End);

        Assert.Equal(["budget:1", "budget:2", "budget:3"], _world.Context.Inputs.OfType<string>().Select(id => id[(AgentWorld.Run.Length + 1)..]).Where(id => id.StartsWith("budget", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_raise_ends_the_agent_with_what_it_did()
    {
        _world.Decide = GateDecisionKind.Reject;
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.OverBudget());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.BudgetRefused, "bob did not want to spend more.", null), (result.End, result.Reason, result.OverBudget));
        Assert.Equal((1, AgentWorld.State("state-1"), "qwen-max"), (result.Progress.Turns, result.Progress.Workspace, result.Model));
    }

    [Fact]
    public async Task A_model_that_is_gone_while_the_gate_is_open_is_waited_for_too()
    {
        _world.Turns.Enqueue(AgentWorld.OverBudget());
        _world.Turns.Enqueue(AgentWorld.Fails(AgentFailureKind.Infrastructure));
        _world.Probes.Enqueue(new ProbeResult(false, "no connection"));
        _world.Turns.Enqueue(AgentWorld.Calls(1));
        _world.Turns.Enqueue(AgentWorld.Answer());

        var result = await _world.RunAsync();

        Assert.Equal((AgentEnd.Answered, 2), (result.End, result.Progress.Turns));
        Assert.Equal(4, _world.Context.Inputs.OfType<string>().Count(id => id.Contains("implementer", StringComparison.Ordinal)));
    }
}
