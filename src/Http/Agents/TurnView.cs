using System.Globalization;
using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Product;
using Workflows.Http.Timelines;

namespace Workflows.Http.Agents;

/// <summary>The turns of a part of an agent's work, from its history.</summary>
internal static class TurnView
{
    private const int MostArguments = 500;

    public static IReadOnlyList<RunTurn> Of(ApiRequest request, OrchestrationMetadata part, IReadOnlyList<StepInProgress> steps, Func<StepInProgress, string?> forkable, DateTimeOffset now)
    {
        var calls = steps.Where(step => step.Name == AgentActivities.CallTool.Name).ToLookup(step => Number(step, "turn"));
        return
        [
            // A turn that failed is made again as another step of the same number.
            .. steps.Where(step => step.Name == AgentActivities.AskAgent.Name).GroupBy(step => Number(step, "turn"))
                .Select(turn => Turn(request, part, turn.Key, [.. turn], [.. calls[turn.Key]], now) with { Forkable = forkable(turn.Last()) }),
            .. steps.Where(step => step.Name == AgentActivities.RunCommandAgent.Name).Select(step => Command(request, part, step, now) with { Forkable = forkable(step) }),
        ];
    }

    private static RunTurn Turn(
        ApiRequest request, OrchestrationMetadata part, int number, IReadOnlyList<StepInProgress> asked, IReadOnlyList<StepInProgress> called, DateTimeOffset now)
    {
        var answers = asked.Select(step => RunView.Read(step.Result, WorkflowJson.Default.AgentTurn)).ToList();
        var last = answers[^1];
        var state = State(part, asked[^1], last is null or { Failure: null, Model.OverBudget: null });
        return new RunTurn
        {
            Turn = number,
            ChildId = part.InstanceId,
            StepId = asked[^1].Sequence.ToString(CultureInfo.InvariantCulture),
            State = state,
            Model = last?.Model.Response is null ? null : last.Model.Model,
            Usage = Usage(answers.Select(answer => answer?.Model)),
            StartedAt = asked[0].StartedAt.UtcDateTime,
            Seconds = TimelineView.Seconds(asked[0].StartedAt, asked[^1].EndedAt ?? (part.IsEnded ? part.LastUpdatedAt : now)),
            Attempts = asked.Count,
            Reason = asked[^1].Failure?.ErrorMessage ?? last?.Reason ?? (last?.Model.OverBudget is null ? null : "No budget has room for it."),
            Record = AgentView.Artifact(request, last?.Record ?? last?.Model.Response),
            Calls = Calls(request, part, last?.Calls ?? [], called),
        };
    }

    private static List<RunToolCall> Calls(ApiRequest request, OrchestrationMetadata part, IReadOnlyList<ToolCall> calls, IReadOnlyList<StepInProgress> called)
    {
        var steps = new Dictionary<int, StepInProgress>();
        foreach (var step in called)
        {
            if (RunView.Read(step.Input, WorkflowJson.Default.ToolCallInput) is { } input)
            {
                steps[input.Call.Index] = step;
            }
        }

        return [.. calls.Take(AgentTurn.MostCalls).Select(call => Call(request, part, call, steps.GetValueOrDefault(call.Index)))];
    }

    private static RunToolCall Call(ApiRequest request, OrchestrationMetadata part, ToolCall call, StepInProgress? step)
    {
        var result = RunView.Read(step?.Result, WorkflowJson.Default.ToolResult);
        return new RunToolCall
        {
            Index = call.Index,
            Name = call.Name,
            Arguments = call.Arguments is { Length: > MostArguments } text ? text[..MostArguments] + "…" : call.Arguments,
            Stored = AgentView.Artifact(request, call.Stored),
            State = step is null ? part.IsEnded ? AgentView.Stopped : AgentView.Waiting : State(part, step, isGood: true),
            Summary = result?.Summary ?? step?.Failure?.ErrorMessage,
            Refused = result?.Refused,
            Seconds = result?.Seconds,
            Output = AgentView.Artifact(request, result?.Output),
        };
    }

    // A program that is an agent of its own: what it did inside is not known, so that each attempt is a turn.
    private static RunTurn Command(ApiRequest request, OrchestrationMetadata part, StepInProgress step, DateTimeOffset now)
    {
        var outcome = RunView.Read(step.Result, WorkflowJson.Default.CommandAgentOutcome);
        return new RunTurn
        {
            Turn = Number(step, "attempt"),
            ChildId = part.InstanceId,
            StepId = step.Sequence.ToString(CultureInfo.InvariantCulture),
            State = State(part, step, outcome is null or { Failure: null }),
            Model = outcome?.Model.Model,
            Usage = Usage([outcome?.Model]),
            StartedAt = step.StartedAt.UtcDateTime,
            Seconds = TimelineView.Seconds(step.StartedAt, step.EndedAt ?? (part.IsEnded ? part.LastUpdatedAt : now)),
            Attempts = 1,
            Reason = step.Failure?.ErrorMessage ?? outcome?.Reason,
            Record = AgentView.Artifact(request, outcome?.Model.Response),
        };
    }

    private static string State(OrchestrationMetadata part, StepInProgress step, bool isGood) => step switch
    {
        { EndedAt: not null, Failure: null } => isGood ? AgentView.Done : AgentView.Failed,
        { EndedAt: not null } => AgentView.Failed,
        _ => part.IsEnded ? AgentView.Stopped : AgentView.Running,
    };

    private static ModelUsage? Usage(IEnumerable<ModelAnswer?> answers)
    {
        var known = answers.OfType<ModelAnswer>().ToList();
        return known.Count == 0 ? null : known.Aggregate(ModelUsage.None, (sum, answer) => sum.Plus(answer.Usage));
    }

    private static int Number(StepInProgress step, string member) =>
        JsonText.Element(step.Input) is { ValueKind: JsonValueKind.Object } input
        && input.TryGetProperty(member, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
}
