using Microsoft.Extensions.Logging;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>What an activity still does for an instance that was ended by request, or deleted, is for nobody.</summary>
public sealed class StoppedActivityTests : EngineContract<EmbeddedHost>
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    [Fact]
    public async Task A_terminated_instance_s_activity_is_cancelled_and_nothing_is_logged_of_it()
    {
        var run = Slowly();
        await BeginAsync(run);

        await Client.TerminateAsync("run", "enough");

        Assert.True(await _ended.Task.WaitAsync(Patience));
        await Host.StopAsync();
        Assert.DoesNotContain(((CapturingLoggerFactory)Host.Loggers).Lines, line => !line.StartsWith(nameof(LogLevel.Debug), StringComparison.Ordinal) && !line.StartsWith(nameof(LogLevel.Information), StringComparison.Ordinal));
    }

    [Fact]
    public async Task So_is_that_of_an_instance_below_one_that_is_terminated()
    {
        var child = Slowly();
        await BeginAsync(Registry.Orchestrator("parent", (OrchestrationContext c, int n) => c.CallSubOrchestratorAsync(child, n)));

        await Client.TerminateAsync("run");

        Assert.True(await _ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task One_that_waits_for_its_turn_never_begins()
    {
        var run = Slowly();
        Host.Options = Host.Options with { ActivityConcurrency = new Dictionary<string, int> { ["Slow"] = 1 } };
        await BeginAsync(run);
        await ScheduleAsync(run, 2, "second");
        await ScheduleAsync(run, 3, "third");
        await HistoryHoldsAsync("second", "TaskScheduled", 1);
        await HistoryHoldsAsync("third", "TaskScheduled", 1);

        await Client.TerminateAsync("second");
        _release.SetResult();

        Assert.Equal(1, Completed<int>(await EndOfAsync("run")));
        Assert.Equal(3, Completed<int>(await EndOfAsync("third")));
        Assert.Equal(2, Volatile.Read(ref _calls));
    }

    [Fact]
    public async Task What_an_instance_left_behind_when_it_completed_is_cancelled_when_it_is_purged()
    {
        var slow = SlowActivity();
        await BeginAsync(Registry.Orchestrator("leaves", async (OrchestrationContext c, int n) =>
        {
            var left = c.CallActivityAsync(slow, n);
            await c.WaitForExternalEvent<int>("end");
            return left.IsCompleted ? 1 : 0;
        }));
        await RaiseAsync("run", "end", 1);
        Completed<int>(await EndOfAsync("run"));
        Assert.False(_ended.Task.IsCompleted);

        await Client.PurgeAsync("run");

        Assert.True(await _ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_pause_cancels_nothing()
    {
        await BeginAsync(Slowly());

        await Client.SuspendAsync("run");
        _release.SetResult();

        Assert.False(await _ended.Task.WaitAsync(Patience));
        await Client.ResumeAsync("run");
        Assert.Equal(1, Completed<int>(await EndOfAsync("run")));
        Assert.Equal(1, _calls);
    }

    private async Task BeginAsync(OrchestratorDefinition<int, int> run)
    {
        Host.Loggers = new CapturingLoggerFactory();
        await StartEngineAsync();
        await ScheduleAsync(run, 1, "run");
        await _begun.Task.WaitAsync(Patience);
    }

    private OrchestratorDefinition<int, int> Slowly()
    {
        var slow = SlowActivity();
        return Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
    }

    private ActivityDefinition<int, int> SlowActivity() => Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
    {
        Interlocked.Increment(ref _calls);
        _begun.TrySetResult();
        try
        {
            await _release.Task.WaitAsync(stop);
        }
        finally
        {
            _ended.TrySetResult(stop.IsCancellationRequested);
        }

        return n;
    });
}
