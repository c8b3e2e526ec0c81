using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Hub;

namespace Workflows.Engine.Worker;

/// <summary>Runs activities.</summary>
internal sealed class ActivityWorker(TaskHub hub, TaskHubOptions options, TaskRegistry registry, ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, WorkLane<ActivityCall>> _lanes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ActivityCalls _calls = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = loggers.CreateLogger("Workflows.Activity");

    public void Offer(ActivityWorkItem item)
    {
        var call = new ActivityCall(item);
        _calls.Add(call);
        if (LaneOf(item.Name).TryEnter(call))
        {
            Start(call);
        }
    }

    /// <summary>Cancels what runs for an instance, and lets nothing begin that waits for its turn.</summary>
    public void Stop(long key) => _calls.Stop(key);

    /// <summary>Lets the running activities finish, then cancels what is left.</summary>
    public async Task DrainAsync(TimeSpan timeout)
    {
        foreach (var lane in _lanes.Values)
        {
            lane.Close();
        }

        var empty = Task.WhenAll(_lanes.Values.Select(lane => lane.Empty));
        if (await Task.WhenAny(empty, Task.Delay(timeout)) == empty)
        {
            return;
        }

        HubLog.ActivitiesAbandoned(_logger, _lanes.Values.Sum(lane => lane.Running));
        await _stopping.CancelAsync();
        // One that ignores its token is left behind; its result would come to a closed hub and count for nothing.
        await Task.WhenAny(empty, Task.Delay(TimeSpan.FromSeconds(2)));
    }

    public void Dispose() => _stopping.Dispose();

    private WorkLane<ActivityCall> LaneOf(string name) => _lanes.GetOrAdd(name, static (key, limits) =>
        new WorkLane<ActivityCall>(Math.Max(1, limits.ActivityConcurrency.GetValueOrDefault(key, limits.MaxConcurrentCallsPerActivity))), options);

    private void Start(ActivityCall call)
    {
        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.Worker.RunAsync(state.Call), (Worker: this, Call: call), preferLocal: false);
    }

    private async Task RunAsync(ActivityCall call)
    {
        var item = call.Item;
        var result = call.Stopped.IsCancellationRequested ? null : await InvokeAsync(item, call.Stopped);
        _calls.Remove(call);
        if (result is null)
        {
            hub.Abandon(item);
        }
        else
        {
            hub.Complete(item, result);
        }

        if (LaneOf(item.Name).Leave() is { } next)
        {
            Start(next);
        }
    }

    private async Task<ActivityResult?> InvokeAsync(ActivityWorkItem item, CancellationToken stopped)
    {
        if (!registry.Activities.TryGetValue(item.Name, out var activity))
        {
            return new ActivityResult(null, new FailureDetails("ActivityNotRegistered",
                $"No activity '{item.Name}' is registered with this host. Start a host that has it and rewind the instance."));
        }

        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, stopped);
        using var scope = _logger.BeginScope(RunScope.Of(item.InstanceId, item.Name));
        try
        {
            var context = new ActivityContext(item.InstanceId, item.Name, item.TaskKey);
            var output = await activity.InvokeAsync(options.Converter, context, item.Input, cancelled.Token);
            PayloadLimit.Check(output, options.MaxPayloadBytes, "The output of activity", item.Name);
            return new ActivityResult(output, null);
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            // Whatever it is called: a broken connection or a killed process, too, may be how the cancellation came out.
            return null;
        }
        catch (Exception failure)
        {
            HubLog.ActivityFailed(_logger, item.Name, item.InstanceId, failure.Message, failure);
            return new ActivityResult(null, FailureDetails.From(failure));
        }
    }
}
