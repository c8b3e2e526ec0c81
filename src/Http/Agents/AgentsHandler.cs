using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Forks;
using Workflows.Http.Product;
using Workflows.Http.Timelines;

namespace Workflows.Http.Agents;

/// <summary>Tells of the agents of a run, from the instances that do their work. It works for every workflow that has some.</summary>
internal sealed class AgentsHandler(OrchestrationClient client, TimeProvider time)
{
    // Of one agent that was asked for, and of each of all.
    private const int MostTurnsOfOne = 2000;
    private const int MostTurnsOfEach = 100;
    private const int MostParts = 500;

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        var query = new QueryReader(request);
        query.Only("agent", "turns");
        var (only, turns) = (query.Text("agent", 100), query.Flag("turns", true));
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        // The state before the history, as for a timeline.
        if (await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is not { } run
            || await client.GetHistoryAsync(id, cancellationToken) is not { } history)
        {
            return RunsHandler.UnknownRun(id);
        }

        var agents = new List<RunAgent>();
        foreach (var parts in (await PartsAsync(history, cancellationToken)).GroupBy(part => part.Input.Agent).Where(parts => only is null || parts.Key == only))
        {
            agents.Add(await AgentAsync(request, run, [.. parts], !turns ? null : only is null ? MostTurnsOfEach : MostTurnsOfOne, cancellationToken));
        }

        return ApiResponse.Json(200, new RunAgents(run.InstanceId, RunView.StatusOf(run.RuntimeStatus), agents), HttpJson.Default.RunAgents).With("Cache-Control", "no-store");
    }

    private async Task<List<AgentPartRead>> PartsAsync(IReadOnlyList<HistoryEvent> history, CancellationToken cancellationToken)
    {
        var found = new List<AgentPartRead>();
        foreach (var step in TimelineBuilder.Build(history).Where(step => step.IsAgent).TakeLast(MostParts))
        {
            if (TimelineView.ChildId(step) is { } id
                && await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is { } instance
                && RunView.Read(instance.Input, WorkflowJson.Default.AgentInput) is { } input)
            {
                found.Add(new AgentPartRead(
                    instance, input, RunView.Read(instance.CustomStatus, WorkflowJson.Default.AgentStatus),
                    instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? RunView.Read(instance.Output, WorkflowJson.Default.AgentResult) : null));
            }
        }

        return found;
    }

    private async Task<RunAgent> AgentAsync(ApiRequest request, OrchestrationMetadata run, List<AgentPartRead> parts, int? mostTurns, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var agent = AgentView.Of(request, run, parts, now);
        if (mostTurns is not { } most)
        {
            return agent;
        }

        // From the last part back: an earlier one is read only where its turns are still among those that are shown.
        var turns = new List<RunTurn>();
        foreach (var part in Enumerable.Reverse(parts).TakeWhile(_ => turns.Count <= most))
        {
            var steps = TimelineBuilder.Build(await client.GetHistoryAsync(part.Instance.InstanceId, cancellationToken) ?? []);
            turns.InsertRange(0, TurnView.Of(request, part.Instance, steps, await ForkNames.OfAsync(client, part.Instance, steps, cancellationToken), now));
        }

        return agent with { TurnList = [.. turns.TakeLast(most)], TurnsTruncated = turns.Count > most };
    }
}
