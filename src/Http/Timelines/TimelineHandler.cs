using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Forks;
using Workflows.Http.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Timelines;

/// <summary>Tells what a run did, and when.</summary>
internal sealed class TimelineHandler(OrchestrationClient client, GateReader gates, TimeProvider time)
{
    private const int MostSteps = 2000;
    private const int MostGates = 50;
    private const int MostSources = 20;

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["runId"];
        // The state before the history: what has happened in between is told of in the history, too, and never the other way round.
        if (await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) is not { } instance
            || await client.GetHistoryAsync(id, cancellationToken) is not { } history)
        {
            return RunsHandler.UnknownRun(id);
        }

        var all = TimelineBuilder.Build(history);
        var shown = all.Skip(Math.Max(0, all.Count - MostSteps)).ToList();
        var asked = await GatesAsync(shown, cancellationToken);
        DateTimeOffset? endedAt = instance.IsEnded ? instance.LastUpdatedAt : null;
        var now = time.GetUtcNow();
        var sources = await SourcesAsync(instance, cancellationToken);
        var names = await ForkNames.OfAsync(client, instance, all, cancellationToken);
        List<TimelineStep> steps = [.. shown.Select(step => TimelineView.Step(step, asked.GetValueOrDefault(step), sources, names(step), endedAt, now))];
        var replays = await client.GetReplaysAsync(id, cancellationToken);
        var timeline = new RunTimeline(
            instance.InstanceId, RunView.StatusOf(instance.RuntimeStatus), Suspended(steps, instance, now), all.Count > MostSteps,
            [.. replays.Select(replay => new TimelineRecovery(replay.At.UtcDateTime, replay.Events, StepBefore(shown, replay.Events)))],
            await PauseAsync(instance, cancellationToken) ?? WaitOf(request, instance, steps, history));
        return ApiResponse.Json(200, timeline, HttpJson.Default.RunTimeline).With("Cache-Control", "no-store");
    }

    // Whose artifacts its steps may tell of: its own; for a part those of its run; for a fork those of what it was forked from.
    private async Task<IReadOnlyList<string>> SourcesAsync(OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        List<string> sources = [];
        for (var next = instance; next is not null && sources.Count < MostSources;)
        {
            sources.Add(next.InstanceId);
            next = (next.ParentInstanceId ?? next.ForkedFrom?.InstanceId) is { } id ? await client.GetInstanceAsync(id, fetchPayloads: false, cancellationToken) : null;
        }

        return sources;
    }

    private async Task<Dictionary<StepInProgress, GateStatus>> GatesAsync(IEnumerable<StepInProgress> steps, CancellationToken cancellationToken)
    {
        var found = new Dictionary<StepInProgress, GateStatus>();
        foreach (var step in steps.Where(step => step.Kind == StepInProgress.Gate).TakeLast(MostGates))
        {
            if (TimelineView.ChildId(step) is { } id && await gates.FindAsync(id, cancellationToken) is { Status: { } status })
            {
                found[step] = status;
            }
        }

        return found;
    }

    // History does not tell of a suspension; the state does, for as long as it lasts.
    private static List<TimelineStep> Suspended(List<TimelineStep> steps, OrchestrationMetadata instance, DateTimeOffset now) =>
        instance.RuntimeStatus != OrchestrationRuntimeStatus.Suspended ? steps :
        [
            .. steps,
            new TimelineStep
            {
                Id = "suspended",
                Kind = "suspended",
                Name = "suspended",
                Title = "Suspended by an operator",
                State = TimelineView.Waiting,
                StartedAt = instance.LastUpdatedAt.UtcDateTime,
                Seconds = TimelineView.Seconds(instance.LastUpdatedAt, now),
                WaitsFor = "a resume",
            },
        ];

    // History tells of a timer only, the run of what it waits for: its model, or its repository, cannot be reached.
    private async Task<TimelineWait?> PauseAsync(OrchestrationMetadata instance, CancellationToken cancellationToken)
    {
        var isTask = ImplementTaskRuns.Is(instance.Name);
        var isRun = isTask || instance.Name.Equals(GenerateTestsOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase);
        if (instance.RuntimeStatus != OrchestrationRuntimeStatus.Running || !isRun)
        {
            return null;
        }

        var status = (await client.GetInstanceAsync(instance.InstanceId, cancellationToken: cancellationToken))?.CustomStatus;
        var message = isTask
            ? RunView.Read(status, WorkflowJson.Default.ImplementTaskStatus) is { Stage: ImplementTaskStage.Infrastructure } task ? task.Message : null
            : RunView.Read(status, WorkflowJson.Default.GenerateTestsStatus) is { Stage: GenerateTestsStage.Infrastructure } tests ? tests.Message : null;
        return message is null ? null : new TimelineWait(message, instance.LastUpdatedAt.UtcDateTime, null);
    }

    private static string? StepBefore(List<StepInProgress> steps, int events) =>
        steps.FindLast(step => step.Sequence < events)?.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TimelineWait? WaitOf(ApiRequest request, OrchestrationMetadata instance, List<TimelineStep> steps, IReadOnlyList<HistoryEvent> history)
    {
        var since = instance.LastUpdatedAt.UtcDateTime;
        switch (instance.RuntimeStatus)
        {
            case OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated:
                return null;
            case OrchestrationRuntimeStatus.Pending:
                return new TimelineWait("its start", since, null);
            case OrchestrationRuntimeStatus.Suspended:
                return new TimelineWait("a resume: it was suspended by an operator", since, null);
        }

        var open = steps.FindAll(step => step.State is TimelineView.Waiting or TimelineView.Running);
        if (open.Find(step => step.Kind == StepInProgress.Gate) is { } gate)
        {
            return new TimelineWait($"a decision: {gate.Title}", gate.StartedAt, gate.ChildId is { } id ? request.Link("v1", "gates", id) : null);
        }

        if (open.Find(step => step is { Kind: StepInProgress.Orchestrator, State: TimelineView.Running }) is { } child)
        {
            return new TimelineWait($"the run '{child.Name}' that it started", child.StartedAt, child.ChildId is { } id ? request.Link("v1", "runs", id) : null);
        }

        if (open.Exists(step => step.State == TimelineView.Running))
        {
            return null;
        }

        return open.Find(step => step.WaitsFor is not null) is { } waiting ? new TimelineWait($"{waiting.Title}: {waiting.WaitsFor}", waiting.StartedAt, null)
            // Nothing is under way that an answer could come from, so it must come from outside.
            : history.Count > 0 ? new TimelineWait("an external event", since, null)
            : null;
    }
}
