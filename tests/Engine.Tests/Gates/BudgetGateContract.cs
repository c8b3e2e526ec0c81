using System.Collections.Concurrent;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Runs that wait for money: each asks one question within a budget that has no room until it is raised.</summary>
public abstract class BudgetGateContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    private static readonly OrchestratorDefinition<string, string> Asks = new("asks");
    private static readonly ArtifactRef Answer = new("run", "responses/round-1.md", 1, "aaaa", "text/markdown");

    private readonly ConcurrentDictionary<string, string> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<BudgetRaise> _raises = new();
    private volatile bool _hasRoom;

    private IReadOnlyList<string> Approvers { get; set; } = [];

    public override Task InitializeAsync()
    {
        Registry.Orchestrator(Asks.Name, async (OrchestrationContext context, string _) =>
        {
            var (answer, rejection) = await new BudgetGate(context, Asks.Name).AskWithinBudgetAsync(
                limit => context.CallActivityAsync(GenerateTestsActivities.AskModel, new AskModelInput(context.InstanceId, 1, Answer, Answer, null, limit)),
                new BudgetQuestion("nothing.", "the question."), _ => { });
            return rejection is null ? answer.Response!.Name : "rejected by " + rejection.By;
        });
        Registry.AsyncActivity(GenerateTestsActivities.AskModel.Name, (ActivityContext _, AskModelInput input, CancellationToken _) =>
        {
            _asked.AddOrUpdate(input.RunId, 1, (_, count) => count + 1);
            if (!_hasRoom)
            {
                _waiting[input.RunId] = input.RunId;
            }

            return Task.FromResult(_hasRoom
                ? new ModelAnswer(Answer, "qwen", false, null, 1, new ModelUsage(1, 2, null))
                : new ModelAnswer(null, "qwen", false, null, 0, ModelUsage.None, new BudgetShortage(
                    BudgetScope.Project, new BudgetState(new BudgetLimit(10, null), BudgetAmount.None, BudgetAmount.None), new BudgetAmount(20, 0), 15, null, Approvers)));
        });
        Registry.AsyncActivity(BudgetActivities.RaiseBudget.Name, (ActivityContext _, BudgetRaise raise, CancellationToken _) =>
        {
            _raises.Enqueue(raise);
            _hasRoom = true;
            return Task.FromResult(new RaisedBudget([.. _waiting.Keys.Where(run => run != raise.RunId)]));
        });
        return base.InitializeAsync();
    }

    [Fact]
    public async Task A_top_up_at_one_gate_lets_every_run_go_on_that_waits_for_the_same_budget()
    {
        string[] runs = ["run-1", "run-2", "run-3"];
        foreach (var run in runs)
        {
            await ScheduleAsync(Asks, "", run);
            await OpenAsync(run);
        }

        await TopUpAsync("run-2", "50 tokens");

        foreach (var run in runs)
        {
            Assert.Equal(Answer.Name, Completed<string>(await EndOfAsync(run)));
        }

        Assert.Equal((50, "run-2"), (Assert.Single(_raises).Amount.Tokens, _raises.Single().RunId));
        Assert.Equal("alice", (await GateAsync("run-2")).Taken.Single().By);
        Assert.Equal(("budget", "auto"), ((await GateAsync("run-3")).Taken.Single().By, (await GateAsync("run-3")).Taken.Single().Channel));
    }

    [Fact]
    public async Task Whoever_says_that_a_budget_was_raised_gains_nothing_when_it_was_not()
    {
        await ScheduleAsync(Asks, "", "run-1");
        await OpenAsync("run-1");

        await RaiseAsync("run-1", BudgetGate.RaisedEvent, Unit.Value);
        await Client.RaiseEventAsync("run-1", BudgetGate.RaisedEvent, "[\"no unit\"]");
        await Eventually.TrueAsync(() => Task.FromResult(_asked["run-1"] == 3), Patience, "two more questions");

        Assert.Equal(GateState.Open, (await GateAsync("run-1")).State);
        await TopUpAsync("run-1", "50 tokens");
        Assert.Equal(Answer.Name, Completed<string>(await EndOfAsync("run-1")));
    }

    [Fact]
    public async Task Where_approvers_are_named_a_raise_from_elsewhere_closes_the_gate_all_the_same()
    {
        Approvers = ["carol"];
        await ScheduleAsync(Asks, "", "run-1");
        await OpenAsync("run-1");

        _hasRoom = true;
        await RaiseAsync("run-1", BudgetGate.RaisedEvent, Unit.Value);

        Assert.Equal(Answer.Name, Completed<string>(await EndOfAsync("run-1")));
        Assert.Equal("budget", (await GateAsync("run-1")).Taken.Single().By);
    }

    [Fact]
    public async Task A_rejection_ends_the_waiting_without_a_raise()
    {
        await ScheduleAsync(Asks, "", "run-1");
        var gate = await OpenAsync("run-1");

        await DecideAsync("run-1", gate, GateDecisionKind.Reject, null);

        Assert.Equal("rejected by alice", Completed<string>(await EndOfAsync("run-1")));
        Assert.Empty(_raises);
    }

    private async Task<GateStatus> OpenAsync(string run)
    {
        GateStatus? gate = null;
        await Eventually.TrueAsync(async () => (gate = await FindAsync(run)) is not null, Patience, $"the gate of {run}");
        return gate!;
    }

    private async Task TopUpAsync(string run, string text) => await DecideAsync(run, await GateAsync(run), GateDecisionKind.RaiseBudget, text);

    private async Task DecideAsync(string run, GateStatus gate, GateDecisionKind kind, string? text)
    {
        var decision = new GateDecision($"d-{run}", kind, "alice", "test", gate.ContentHash, Time.GetUtcNow()) { Text = text };
        Assert.Equal(ControlResult.Accepted, await Client.RaiseEventAsync(IdOf(run), GateOrchestrator.DecisionEvent, Json(decision)));
    }

    private async Task<GateStatus> GateAsync(string run) => (await FindAsync(run))!;

    private async Task<GateStatus?> FindAsync(string run) => (await Client.GetInstanceAsync(IdOf(run)))?.CustomStatus is { } json
        ? JsonSerializer.Deserialize(json, WorkflowJson.Default.GateStatus)
        : null;

    private static string IdOf(string run) => GateInput.IdOf(run, BudgetGate.GateName, 1);
}
