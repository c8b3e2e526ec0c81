using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

/// <summary>A task whose first round fails and whose second passes. It waits for <c>go</c> in its second round.</summary>
internal sealed class ScriptedTask : IOrchestrator<ImplementTaskInput, ImplementTaskResult>
{
    public const string Go = "go";

    /// <summary>What a run can be told to come out as.</summary>
    public const string Rejected = "rejected";

    /// <summary>The same, of a second round that says what the first one said.</summary>
    public const string Stuck = "stuck";

    /// <summary>The label of a run that lets an agent work first.</summary>
    public const string WithAgent = "with an agent";

    public static TaskRegistry Register(TaskRegistry registry) => registry.AddOrchestrator(ImplementTaskRuns.Definition, () => new ScriptedTask());

    public async Task<ImplementTaskResult> RunAsync(OrchestrationContext context, ImplementTaskInput input)
    {
        var fail = new Verdict(false, true, "Greet by name", false);
        context.SetCustomStatus(new ImplementTaskStatus(
            "A greeter", ImplementTaskStage.Implement, 5, 9, 2, input.Settings.MaxRounds, "The implementer works", fail, "offline", "no key", new ModelUsage(100, 20, 0.5m)));
        if (input.Label == WithAgent)
        {
            await context.CallSubOrchestratorAsync(
                AgentOrchestrator.Definition, ScriptedAgent.Input(context.InstanceId), new SubOrchestrationOptions(AgentCall.IdOf(context.InstanceId, "implementer-1", 1)));
        }

        var how = await context.WaitForExternalEvent<string>(Go);
        var passed = how is not (Rejected or Stuck);
        return new ImplementTaskResult(
            passed ? ImplementTaskOutcome.Passed : how == Stuck ? ImplementTaskOutcome.Stuck : ImplementTaskOutcome.Rejected, "A greeter", passed ? null : "ada does not want it", false,
            [Round(context, 1, fail), Round(context, 2, how == Stuck ? fail : new Verdict(true, true, null, false))],
            [new RoleUsage("implementer", "offline", 7, 6, new ModelUsage(100, 20, 0.5m))], new ModelUsage(200, 40, 1),
            [File(context, "reports/plan.txt")], new PublishedReports("/tasks/greeter/project/reports/run-1", null),
            passed ? new ApplyReport("/tasks/greeter", 3, ["workspace/a.cs"]) : null,
            new DeliveryResult(passed ? GateDecisionKind.Approve : GateDecisionKind.Reject, "ada", null, 1, passed ? new CommitResult("/tasks/greeter", "workflows/x", "0123abcd", false) : null));
    }

    private static RoundResult Round(OrchestrationContext context, int round, Verdict verdict)
    {
        var patch = File(context, $"reports/diff_round_{round}.patch");
        return new RoundResult(
            round, new WorkspaceDiff(patch, patch, patch.Sha256, [new ChangedFile("workspace/a.cs", "added", 3, 0)], 1, null, 0),
            new TestsReport("dotnet test", true, verdict.Passed, verdict.Passed ? 0 : 1, verdict.Passed ? [] : ["Greets"], verdict.Passed ? null : "1 failed", File(context, $"tests/round-{round}.txt"), 2, "bubblewrap"),
            verdict);
    }

    private static ArtifactRef File(OrchestrationContext context, string name) => new(context.InstanceId, name, 1, new string('a', 64), "text/plain");
}
