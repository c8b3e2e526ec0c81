using System.Collections.Concurrent;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Http.Tests.Tasks;

/// <summary>
/// An agent whose first turn wants two tools, of which one is refused, whose second fails once, and whose third is the answer. The third waits
/// until the test lets it.
/// </summary>
internal sealed class ScriptedAgent :
    IActivity<AgentChoice, ChosenAgent>, IActivity<AgentTurnInput, AgentTurn>, IActivity<ToolCallInput, ToolResult>
{
    private static readonly ModelUsage OneTurn = new(100, 10, 0.25m);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _last = new();
    private readonly ConcurrentDictionary<string, bool> _failed = new();

    /// <summary>Lets the agent of a run make its last turn.</summary>
    public void Finish(string runId) => LastTurn(runId).TrySetResult();

    public static AgentInput Input(string runId) => new(
        runId, "implementer-1", 1,
        new AgentRole("implementer", ["fs_read", "run_cmd"], new WriteScope(["workspace"], []), new AgentLimits { MaxTurns = 9, BaseDelay = TimeSpan.FromMilliseconds(1) }),
        File(runId, "agents/implementer-1/instructions.md"), File(runId, "agents/implementer-1/prompt.md"), State(runId));

    public void Register(TaskRegistry registry) => registry
        .AddOrchestrator(AgentOrchestrator.Definition, () => new AgentOrchestrator())
        .AddActivity(AgentActivities.ChooseAgent, () => this)
        .AddActivity(AgentActivities.AskAgent, () => this)
        .AddActivity(AgentActivities.CallTool, () => this);

    Task<ChosenAgent> IActivity<AgentChoice, ChosenAgent>.RunAsync(ActivityContext context, AgentChoice input, CancellationToken cancellationToken) =>
        Task.FromResult(new ChosenAgent(AgentKind.ChatModel, "scripted"));

    async Task<AgentTurn> IActivity<AgentTurnInput, AgentTurn>.RunAsync(ActivityContext context, AgentTurnInput input, CancellationToken cancellationToken)
    {
        if (input.Turn == 2 && _failed.TryAdd(input.RunId, true))
        {
            return new AgentTurn(new ModelAnswer(null, "scripted", false, null, 1, ModelUsage.None), [], 0) { Failure = AgentFailureKind.Transient, Reason = "Too many requests." };
        }

        if (input.Turn == 3)
        {
            await LastTurn(input.RunId).Task.WaitAsync(cancellationToken);
        }

        var record = File(input.RunId, $"agents/{input.Agent}/turn-{input.Turn:0000}.json");
        IReadOnlyList<ToolCall> calls = input.Turn switch
        {
            1 => [new ToolCall(1, "fs_read", """{"path":"workspace/a.cs"}""", null), new ToolCall(2, "<b>pip</b>", null, File(input.RunId, "agents/long.txt"))],
            2 => [new ToolCall(1, "run_cmd", new string('x', 600), null)],
            _ => [],
        };
        return new AgentTurn(new ModelAnswer(record, "scripted", false, null, 1, OneTurn), calls, 0) { Record = record };
    }

    Task<ToolResult> IActivity<ToolCallInput, ToolResult>.RunAsync(ActivityContext context, ToolCallInput input, CancellationToken cancellationToken) => Task.FromResult(new ToolResult(
        input.Call.Index, input.Call.Name, File(input.RunId, $"agents/{input.Agent}/turn-{input.Turn:0000}.call-{input.Call.Index}.txt"), input.Call.Index == 2,
        input.Call.Index == 2 ? "refused: there is no such tool" : "fs_read workspace/a.cs (12 lines)", 0.5, input.Workspace));

    private TaskCompletionSource LastTurn(string runId) => _last.GetOrAdd(runId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static WorkspaceState State(string runId) => new(File(runId, "workspace/states/1.json"), 1, 1);

    private static ArtifactRef File(string runId, string name) => new(runId, name, 1, new string('b', 64), "text/plain");
}
