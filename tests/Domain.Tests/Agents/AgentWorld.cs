using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.Tests.Agents;

/// <summary>An agent whose model answers from a queue, and whose tools make a new state of the files with every call.</summary>
internal sealed class AgentWorld
{
    public const string Run = "alice~shop~run-1";

    private int _states;

    public AgentWorld()
    {
        Context = new AgentContext(Run);
        Context.Run(AgentOrchestrator.Definition, () => new AgentOrchestrator());
        Context.Answer(AgentActivities.ChooseAgent, input => new ChosenAgent(AgentKind.ChatModel, "qwen"));
        Context.Answer(AgentActivities.AskAgent, input => Turns.Count > 0 ? Turns.Dequeue()(input) : Calls(1)(input));
        Context.Answer(AgentActivities.ProbeModel, input => input.WasAsked ? new ProbeResult(false, null) : Probes.Count > 0 ? Probes.Dequeue() : new ProbeResult(true, null));
        Context.Answer(AgentActivities.CallTool, input => new ToolResult(
            input.Call.Index, input.Call.Name, Artifact($"agents/{input.Agent}/turn-{input.Turn}.call-{input.Call.Index}.txt"), false, "done", 0.1, State($"state-{++_states}")));
        Context.Answer(BudgetActivities.RaiseBudget, input => new RaisedBudget([]));
        Context.Answer(GateOrchestrator.Definition, input => new GateOutcome(
            Decide, GateState.Decided,
            [new GateDecision("d1", Decide, "bob", "cli", input.Subject.ContentHash, DateTimeOffset.UnixEpoch) { Text = "1 usd" }], input.Subject));
    }

    public AgentContext Context { get; }

    public Queue<Func<AgentTurnInput, AgentTurn>> Turns { get; } = new();

    public Queue<ProbeResult> Probes { get; } = new();

    public List<AgentWait?> Waits { get; } = [];

    public GateDecisionKind Decide { get; set; } = GateDecisionKind.RaiseBudget;

    public AgentLimits Limits { get; set; } = new();

    public IEnumerable<AgentTurnInput> Asked => Context.Inputs.OfType<AgentTurnInput>();

    public IEnumerable<ToolCallInput> Called => Context.Inputs.OfType<ToolCallInput>();

    public Task<AgentResult> RunAsync(bool withFiles = true) => new AgentCall(Context, new BudgetGate(Context, "implement-task")).RunAsync(
        new AgentInput(
            Run, "implementer-1", 1, new AgentRole("tech-writer", ["fs_read"], new WriteScope(["workspace"], []), Limits),
            Artifact("instructions.md"), Artifact("prompt.md"), withFiles ? State("state-0") : null),
        new BudgetQuestion("Nothing.", "Everything."), Waits.Add);

    public static Func<AgentTurnInput, AgentTurn> Calls(int count) => input => new AgentTurn(
        new ModelAnswer(Artifact($"turn-{input.Turn}.json"), "qwen-max", false, null, 1, new ModelUsage(10, 5, 0.01m)),
        [.. Enumerable.Range(1, count).Select(index => new ToolCall(index, "fs_read", "{}", null))], input.CompactedTo)
    {
        Record = Artifact($"turn-{input.Turn}.json"),
    };

    public static Func<AgentTurnInput, AgentTurn> Answer() => input => Calls(0)(input) with
    {
        Model = new ModelAnswer(Artifact($"turn-{input.Turn}.md"), "qwen-max", false, null, 1, new ModelUsage(10, 5, 0.01m)),
    };

    public static Func<AgentTurnInput, AgentTurn> Fails(AgentFailureKind kind, TimeSpan? retryAfter = null) => input => new AgentTurn(
        new ModelAnswer(null, "qwen-max", false, null, 1, new ModelUsage(1, 0, 0.001m)), [], input.CompactedTo)
    {
        Failure = kind,
        Reason = "the service answered 429",
        RetryAfter = retryAfter,
    };

    public static Func<AgentTurnInput, AgentTurn> MayBeBilled() => input => Fails(AgentFailureKind.Infrastructure)(input) with { MayBeBilled = true };

    public static Func<AgentTurnInput, AgentTurn> Useless() => input => Fails(AgentFailureKind.Transient)(input) with { Useless = true };

    public static Func<AgentTurnInput, AgentTurn> OverBudget() => input => new AgentTurn(
        new ModelAnswer(null, "qwen-max", false, null, 0, ModelUsage.None, new BudgetShortage(
            BudgetScope.Project, new BudgetState(new BudgetLimit(null, 1m), new BudgetAmount(900, 0.9m), BudgetAmount.None), new BudgetAmount(3000, 0.35m), 2000, null, [])),
        [], input.CompactedTo);

    public static ArtifactRef Artifact(string name) => new(Run, name, 1, name, "text/plain");

    public static WorkspaceState State(string name) => new(Artifact($"workspace/states/{name}.json"), 1, 1);
}
