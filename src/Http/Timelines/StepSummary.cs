using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.Agents;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Texts;
using Workflows.Domain.Workspaces;
using Workflows.Http.Product;

namespace Workflows.Http.Timelines;

/// <summary>What came of a step, in one short line, as far as its result tells. Parts of it were written by models and by tests.</summary>
internal static class StepSummary
{
    private const int MostCharacters = 200;
    private const int MostCalls = 5;

    /// <summary>The line; null where there is nothing to say.</summary>
    public static string? Of(StepInProgress step) => (step.Failure?.ErrorMessage ?? Result(step)) is { Length: > 0 } text ? OneLine(text) : null;

    private static string? Result(StepInProgress step) =>
        step.Result is null ? null
        : step.Kind == StepInProgress.Gate ? Read(step, WorkflowJson.Default.GateOutcome) is { } decided ? $"{decided.Kind} by {decided.By}" : null
        : step.IsAgent ? Read(step, WorkflowJson.Default.AgentResult) is { } agent ? Agent(agent) : null
        : step.Kind != StepInProgress.Activity ? null
        : step.Name == GenerateTestsActivities.AskModel.Name ? Read(step, WorkflowJson.Default.ModelAnswer)?.Model
        : step.Name == AgentActivities.AskAgent.Name ? Read(step, WorkflowJson.Default.AgentTurn) is { } turn ? Turn(turn) : null
        : step.Name == AgentActivities.CallTool.Name ? Read(step, WorkflowJson.Default.ToolResult)?.Summary
        : step.Name == AgentActivities.RunCommandAgent.Name ? Read(step, WorkflowJson.Default.CommandAgentOutcome)?.Reason
        : step.Name == WorkspaceActivities.RunTests.Name ? Read(step, WorkflowJson.Default.TestsReport) is { } tests ? Tests(tests) : null
        : step.Name == ImplementTaskActivities.RenderAgentPrompt.Name ? RunView.Read(step.Input, WorkflowJson.Default.AgentPromptInput) is { } told ? $"for {told.Agent}" : null
        : step.Name == ImplementTaskActivities.RecordStep.Name ? RunView.Read(step.Input, WorkflowJson.Default.StepRecord)?.Name
        : step.Name == ImplementTaskActivities.ReadVerdict.Name ? TaskView.Word(Read(step, WorkflowJson.Default.ReviewReading)?.Verdict)
        : null;

    private static string Agent(AgentResult agent) =>
        $"{Counted.Of(agent.Progress.Turns, "turn")}, {Counted.Of(agent.Progress.ToolCalls, "tool call")}{(agent.Reason is { } reason ? $": {reason}" : "")}";

    private static string Turn(AgentTurn turn) => turn switch
    {
        { Reason: { } reason } => reason,
        { Model.Response: null } => "no answer",
        { Calls.Count: 0 } => "the last message",
        _ => $"wants {string.Join(", ", turn.Calls.Take(MostCalls).Select(call => call.Name))}{(turn.Calls.Count > MostCalls ? " …" : "")}",
    };

    private static string Tests(TestsReport tests) => tests switch
    {
        { Passed: true } => "passed",
        { Ran: false } => $"could not run{(tests.Reason is { } reason ? $": {reason}" : "")}",
        _ => tests.Reason ?? "failed",
    };

    private static T? Read<T>(StepInProgress step, JsonTypeInfo<T> type) where T : class => RunView.Read(step.Result, type);

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > MostCharacters ? line[..MostCharacters] + "…" : line;
    }
}
