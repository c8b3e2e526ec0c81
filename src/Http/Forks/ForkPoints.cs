using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Http.Timelines;

namespace Workflows.Http.Forks;

/// <summary>Finds the step that somebody has typed.</summary>
internal sealed class ForkPoints(OrchestrationClient client)
{
    private const int MostShown = 12;
    private const int MostDepth = 10;

    private static readonly string[] Askers = [GenerateTestsActivities.AskModel.Name, AgentActivities.AskAgent.Name, AgentActivities.RunCommandAgent.Name];

    /// <summary>The step, or why it is none to fork from.</summary>
    public async Task<(ForkPoint? Point, ApiResponse? Refusal)> FindAsync(string runId, string from, CancellationToken cancellationToken)
    {
        var (names, path, id) = (new List<string>(), new List<HistoryEvent>(), runId);
        var words = from.Split('/');
        var behind = false;
        for (var depth = 0; depth < words.Length && depth < MostDepth; depth++)
        {
            var history = await client.GetHistoryAsync(id, cancellationToken) ?? [];
            var steps = TimelineBuilder.Build(history);
            var known = new StepNames(id, steps);
            if (known.Find(id, words[depth].Trim()) is not { } step)
            {
                return (null, Unknown(runId, from, id, string.Join('/', names), known, steps));
            }

            if (ForkRule.Before(ForkRule.Approvals(steps), step) is { } approval)
            {
                return (null, ApiResponse.Problem(409, "Behind an approval",
                    $"'{from}' lies behind '{known.Of(approval)}', where a human approved what was shown then; a fork does not take that over. Fork from '{known.Of(approval)}', which is asked anew, or from a step before it. Nothing was changed."));
            }

            names.Add(known.Of(step)!);
            path.Add(history.First(line => line.Sequence == step.Sequence));
            var later = steps.Any(other => other.Sequence > step.Sequence && AsksModel(other));
            if (depth == words.Length - 1)
            {
                // An answer to a step within an agent ends that agent's work, so that what the agent asked later counts as asked at the step.
                var isWithin = depth > 0;
                return (
                    new ForkPoint(string.Join('/', names), path, await QuestionAsync(step, cancellationToken))
                    {
                        AskedAt = AsksModel(step) || (isWithin && later),
                        AskedBehind = behind || (!isWithin && later),
                    }, null);
            }

            behind |= later;

            if (step.Kind != StepInProgress.Orchestrator || TimelineView.ChildId(step) is not { } childId)
            {
                return (null, ApiResponse.Problem(400, "No such step", step.Kind == StepInProgress.Gate
                    ? $"'{names[^1]}' is a gate, which a fork asks anew as a whole: from '{names[^1]}'."
                    : $"'{names[^1]}' has no steps of its own: fork from '{names[^1]}'."));
            }

            id = childId;
        }

        return (null, ApiResponse.Problem(400, "No such step", $"'from' has more than {MostDepth} parts."));
    }

    // Of a part that is no agent nobody knows; better no word than a wrong one.
    private static bool AsksModel(StepInProgress step) =>
        step.Kind == StepInProgress.Orchestrator || (step.Kind == StepInProgress.Activity && Askers.Contains(step.Name));

    // Of a step that starts an agent the first question of that agent.
    private async Task<ForkQuestion?> QuestionAsync(StepInProgress step, CancellationToken cancellationToken)
    {
        if (step.Kind == StepInProgress.Activity)
        {
            return Question(step.Name, step.Input);
        }

        return step.Kind == StepInProgress.Orchestrator && TimelineView.ChildId(step) is { } id && await client.GetHistoryAsync(id, cancellationToken) is { } history
            && history.FirstOrDefault(line => line.EventType == "TaskScheduled" && line.Name == AgentActivities.AskAgent.Name) is { } asked
            ? Question(asked.Name!, asked.Payload) : null;
    }

    private static ForkQuestion? Question(string activity, string? input)
    {
        try
        {
            return input is null ? null
                : activity == GenerateTestsActivities.AskModel.Name && JsonSerializer.Deserialize(input, WorkflowJson.Default.AskModelInput) is { } ask
                    ? new ForkQuestion(activity, ask.Round)
                : activity == AgentActivities.AskAgent.Name && JsonSerializer.Deserialize(input, WorkflowJson.Default.AgentTurnInput) is { } turn
                    ? new ForkQuestion(activity, turn.Round, turn.Agent, turn.Turn)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A text of several lines: of some dozens of names on one line nobody finds his own.
    private static ApiResponse Unknown(string runId, string from, string instanceId, string above, StepNames known, IReadOnlyList<StepInProgress> steps)
    {
        var (approvals, within) = (ForkRule.Approvals(steps), above.Length > 0 ? $"{above}/" : "");
        var names = steps.Where(step => known.Of(step) is not null && ForkRule.Before(approvals, step) is null).Select(step => within + known.Of(step)).ToList();
        var few = names.Count <= MostShown;
        return ApiResponse.Problem(400, "No such step", names.Count == 0
            ? $"The run '{runId}' has no step{(above.Length > 0 ? $" within '{above}'" : "")} that it could be forked from, or none yet."
            : $"The run '{runId}' has no step '{from}'{(NearestName.Of(from, names) is { } near ? $"; perhaps '{near}' was meant" : "")}. "
                + $"{(few ? "A fork may begin at" : $"A fork may begin at any of {names.Count} steps; the last of them are")}\n"
                + string.Join('\n', names.TakeLast(MostShown).Select(name => $"  {name}"))
                + $"\nGET /v1/runs/{Uri.EscapeDataString(instanceId)}/timeline tells {(few ? "what each of them did" : "of all of them")}.");
    }
}
