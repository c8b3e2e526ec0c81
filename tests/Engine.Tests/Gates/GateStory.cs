using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Tells a gate a story, and holds after each step that it has approved nothing that nobody approved.</summary>
internal sealed class GateStory<THost>(GateRules rules) : GateContract<THost>, IAsyncDisposable where THost : EmbeddedHost, new()
{
    private readonly List<GateDecision> _raised = [];

    public async Task TellAsync(IReadOnlyList<GateStep> steps)
    {
        await InitializeAsync();
        await OpenAndShowAsync(rules);
        foreach (var step in steps)
        {
            await TakeAsync(step);
            var gate = await StatusAsync();
            Hold(gate);
            if (gate.State != GateState.Open)
            {
                var outcome = await OutcomeAsync();
                Assert.Equal(gate.State == GateState.Expired ? GateDecisionKind.Reject : GateDecisionKind.Approve, outcome.Kind);
                Assert.Single(World.WentOn);
                break;
            }
        }

        Assert.Equal(World.Audit.Count, World.Audit.Select(note => note.Key).Distinct().Count());
    }

    public new async ValueTask DisposeAsync() => await base.DisposeAsync();

    private async Task TakeAsync(GateStep step)
    {
        switch (step.Kind)
        {
            case GateStepKind.Time:
                Time.Advance(TimeSpan.FromHours(step.Number));
                break;
            case GateStepKind.Decide:
                await AnsweredAsync(Decision(step.Decision, step.By, (await StatusAsync()).Subject));
                break;
            case GateStepKind.DecideOnContent:
                await AnsweredAsync(Decision(step.Decision, step.By, SubjectOf($"content-{step.Number}")));
                break;
            case GateStepKind.Repeat when _raised.Count > 0:
                await Client.RaiseEventAsync(GateId, GateOrchestrator.DecisionEvent, Json(_raised[^1]));
                break;
            case GateStepKind.Change:
                World.Content = SubjectOf($"content-{step.Number}");
                break;
            case GateStepKind.Restart:
                await RestartEngineAsync();
                break;
        }
    }

    // Until the gate has answered, or is over by its deadline.
    private async Task AnsweredAsync(GateDecision decision)
    {
        _raised.Add(decision);
        var taken = await Client.RaiseEventAsync(GateId, GateOrchestrator.DecisionEvent, Json(decision));
        if (taken == Domain.Client.ControlResult.Accepted)
        {
            await StatusAsync(
                gate => gate.State != GateState.Open || gate.Taken.Any(d => d.Id == decision.Id) || gate.Void.Any(d => d.Id == decision.Id),
                $"an answer to {decision}");
        }
    }

    private void Hold(GateStatus gate)
    {
        var people = gate.Taken.Select(decision => decision.By.Trim().ToLowerInvariant()).ToList();
        Assert.Equal(people.Count, people.Distinct().Count());
        Assert.All(people, by => Assert.True(by is "alice" or "bob" || (by == "deputy" && gate.Escalated), $"{by} may not decide."));
        Assert.All(gate.Taken, decision =>
        {
            Assert.Equal((GateDecisionKind.Approve, gate.ContentHash), (decision.Kind, decision.ContentHash));
            Assert.Contains(_raised, raised => raised.Id == decision.Id && raised.By == decision.By && raised.ContentHash == decision.ContentHash);
        });
        Assert.True(gate.State != GateState.Decided || people.Count == rules.Quorum, "Decided without a quorum.");
        Assert.True(gate.State != GateState.Decided || gate.ContentHash == (World.Content ?? Shown).ContentHash, "Something else was approved than what there is.");
    }
}
