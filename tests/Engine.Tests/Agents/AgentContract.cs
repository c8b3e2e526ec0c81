using System.Collections.Concurrent;
using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;
using Workflows.Engine.Tests.Gates;

namespace Workflows.Engine.Tests.Agents;

/// <summary>A run that lets an agent work, on a real engine: it fails and is asked again, loses its model, runs out of money, and ends with its answer.</summary>
public abstract class AgentContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    private const string Run = "run-1";

    private static readonly OrchestratorDefinition<string, string> Works = new("works");
    private static readonly BudgetShortage Shortage = new(
        BudgetScope.Project, new BudgetState(new BudgetLimit(10, null), BudgetAmount.None, BudgetAmount.None), new BudgetAmount(20, 0), 15, null, []);

    private readonly ConcurrentQueue<ToolCallInput> _called = new();
    private readonly ConcurrentQueue<AgentTurnInput> _asked = new();
    private readonly ConcurrentQueue<string?> _waits = new();
    private volatile bool _isReachable;
    private volatile bool _hasRoom;

    public override Task InitializeAsync()
    {
        Registry.AddOrchestrator(AgentOrchestrator.Definition, () => new AgentOrchestrator());
        Registry.Orchestrator(Works.Name, async (OrchestrationContext context, string _) =>
        {
            var result = await new AgentCall(context, new BudgetGate(context, Works.Name)).RunAsync(
                new AgentInput(
                    context.InstanceId, "implementer-1", 1, new AgentRole("implementer", ["fs_write"], new WriteScope(["workspace"], []), new AgentLimits()),
                    Artifact("instructions.md"), Artifact("prompt.md"), State(0)),
                new BudgetQuestion("nothing.", "a turn."), wait => _waits.Enqueue(wait?.Message));
            return $"{result.End} after {result.Progress.Turns} turns and {result.Progress.ToolCalls} calls with {result.Progress.Workspace!.Manifest.Name}, {result.Progress.Attempts.Count} failed";
        });
        Registry.Activity(AgentActivities.ChooseAgent.Name, (AgentChoice _) => new ChosenAgent(AgentKind.ChatModel, "qwen"));
        Registry.Activity(AgentActivities.ProbeModel.Name, (AgentChoice _) => new ProbeResult(_isReachable, _isReachable ? null : "no connection"));
        Registry.Activity(AgentActivities.CallTool.Name, (ToolCallInput input) =>
        {
            _called.Enqueue(input);
            return new ToolResult(input.Call.Index, input.Call.Name, Artifact("output.txt"), false, "written", 0, State(int.Parse(input.Workspace.Manifest.Name, null) + 1));
        });
        Registry.Activity(AgentActivities.AskAgent.Name, (AgentTurnInput input) =>
        {
            _asked.Enqueue(input);
            return input.Turn switch
            {
                2 when _asked.Count(asked => asked.Turn == 2) == 1 => Failed(AgentFailureKind.Transient),
                3 when !_isReachable => Failed(AgentFailureKind.Infrastructure),
                4 when !_hasRoom => new AgentTurn(new ModelAnswer(null, "qwen", false, null, 0, ModelUsage.None, Shortage), [], 0),
                6 => Turn(input.Turn, 0),
                _ => Turn(input.Turn, 2),
            };
        });
        Registry.Activity(BudgetActivities.RaiseBudget.Name, (BudgetRaise _) =>
        {
            _hasRoom = true;
            return new RaisedBudget([]);
        });
        return base.InitializeAsync();
    }

    [Fact]
    public async Task An_agent_goes_on_where_it_was_whatever_it_has_to_wait_for()
    {
        await ScheduleAsync(Works, "", Run);
        await UntilAsync(() => _waits.Any(wait => wait?.Contains("cannot be reached", StringComparison.Ordinal) == true), "the run waits for its model");
        await RestartEngineAsync();
        _isReachable = true;
        var gate = await GateAsync();
        await RestartEngineAsync();

        await RaiseAsync(GateInput.IdOf(Run, BudgetGate.GateName, 1), GateOrchestrator.DecisionEvent, new GateDecision(
            "d-1", GateDecisionKind.RaiseBudget, "alice", "test", gate.ContentHash, Time.GetUtcNow())
        { Text = "50 tokens" });

        Assert.Equal("Answered after 6 turns and 10 calls with 10, 2 failed", Completed<string>(await EndOfAsync(Run)));
        Assert.Equal(Enumerable.Range(0, 10), _called.Select(call => int.Parse(call.Workspace.Manifest.Name, null)));
        Assert.Equal([1, 2, 2, 3, 3, 4, 4, 5, 6], _asked.Select(asked => asked.Turn));
        Assert.Single(_asked.Select(asked => asked.BegunAt).Distinct());
        foreach (var part in new[] { 1, 2, 3, 4 })
        {
            Assert.Equal(OrchestrationRuntimeStatus.Completed, (await InstanceAsync(AgentCall.IdOf(Run, "implementer-1", part))).RuntimeStatus);
        }

        Assert.Null(await Client.GetInstanceAsync(AgentCall.IdOf(Run, "implementer-1", 5)));
    }

    private async Task<GateStatus> GateAsync()
    {
        GateStatus? gate = null;
        await UntilAsync(
            async () =>
            {
                var json = (await Client.GetInstanceAsync(GateInput.IdOf(Run, BudgetGate.GateName, 1)))?.CustomStatus;
                gate = json is null ? null : JsonSerializer.Deserialize(json, WorkflowJson.Default.GateStatus);
                return gate is not null;
            },
            "the budget's gate is open");
        return gate!;
    }

    private Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

    // The clock stands still, and every wait of the agent needs it to move.
    private Task UntilAsync(Func<Task<bool>> holds, string what) => Eventually.TrueAsync(
        async () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return await holds();
        },
        Patience, what);

    private static AgentTurn Failed(AgentFailureKind kind) => new(new ModelAnswer(null, "qwen", false, null, 1, ModelUsage.None), [], 0) { Failure = kind, Reason = "it did not answer" };

    private static AgentTurn Turn(int turn, int calls) => new(
        new ModelAnswer(Artifact($"turn-{turn}"), "qwen", false, null, 1, new ModelUsage(1, 1, null)),
        [.. Enumerable.Range(1, calls).Select(index => new ToolCall(index, "fs_write", "{}", null))], 0)
    {
        Record = Artifact($"turn-{turn}.json"),
    };

    private static WorkspaceState State(int number) => new(Artifact($"{number}"), 1, 1);

    private static ArtifactRef Artifact(string name) => new(Run, name, 1, name, "text/plain");
}
