using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Product;

namespace Workflows.Http.Live;

/// <summary>Tells of one run whenever it changes.</summary>
internal sealed class RunEventsHandler(OrchestrationClient client, LiveAnswer live, TimeProvider time)
{
    /// <summary>Name of the event that carries a run.</summary>
    public const string Run = "run";

    /// <summary>Name of the event that tells that something which the run has started (an agent, a gate) has changed, and it itself may not have.</summary>
    public const string Children = "children";

    /// <summary>Name of the event that tells that a run is no longer there.</summary>
    public const string Gone = "gone";

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        return await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is null
            ? RunsHandler.UnknownRun(id)
            : live.Of("/" + WorkflowsRoutes.RunEvents, (events, gone) => TellAsync(request, id, events, gone));
    }

    /// <summary>A run as the body of an event.</summary>
    public static Task SendAsync(EventStream events, ApiRequest request, OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        RunSummary summary = RunView.Whole(request, instance);
        return events.SendAsync(Run, instance.LastUpdatedAt.UtcDateTime.ToString("O"), JsonSerializer.Serialize(summary, HttpJson.Default.RunSummary), cancellationToken);
    }

    /// <summary>Tells that a run is no longer there, or no longer among what is listened to.</summary>
    public static Task SendGoneAsync(EventStream events, string runId, CancellationToken cancellationToken) =>
        events.SendAsync(Gone, null, JsonSerializer.Serialize(new GoneRun(runId), HttpJson.Default.GoneRun), cancellationToken);

    private async Task TellAsync(ApiRequest request, string id, EventStream events, CancellationToken gone)
    {
        OrchestrationMetadata? seen = null;
        var family = new FamilyWatch(client, time);
        while (true)
        {
            // An ended run is listened to, too: it may be rewound, restarted, purged.
            var (instance, children) = await events.BeatWhileAsync(
                seen is { IsEnded: false } && ImplementTaskRuns.Is(seen.Name) ? family.ChangedAsync(seen, gone) : OwnChangeAsync(id, seen, gone), gone);
            if (instance is null)
            {
                await SendGoneAsync(events, id, gone);
                return;
            }

            if (children is { } at)
            {
                var changed = JsonSerializer.Serialize(new ChangedChildren(instance.InstanceId, at.UtcDateTime), HttpJson.Default.ChangedChildren);
                await events.SendAsync(Children, null, changed, gone);
            }
            else
            {
                await SendAsync(events, request, instance, gone);
            }

            seen = instance;
            await Task.Delay(LiveAnswer.LeastPause, time, gone);
        }
    }

    private async Task<(OrchestrationMetadata? Run, DateTimeOffset? Children)> OwnChangeAsync(string id, OrchestrationMetadata? seen, CancellationToken gone) =>
        (await client.WaitForChangeAsync(id, seen?.LastUpdatedAt, gone), null);
}
