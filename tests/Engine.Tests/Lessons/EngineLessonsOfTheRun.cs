using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Lessons;

/// <summary>What users of durable engines complained about, each as a test: events, timers, latency, versions, and reviving.</summary>
public sealed class EngineLessonsOfTheRun : EngineContract<EmbeddedHost>
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Lesson_02_an_approval_right_after_the_start_is_not_lost()
    {
        var run = Registry.Orchestrator("approval", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<string>("approval"));
        await StartEngineAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var id = await ScheduleAsync(run, Unit.Value);
            Assert.Equal(ControlResult.Accepted, await RaiseAsync(id, "approval", $"yes {i}"));
            return Completed<string>(await EndOfAsync(id));
        }));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"yes {i}"), answers);
    }

    [Fact]
    public async Task Lesson_02_an_approval_is_not_eaten_by_a_wait_that_timed_out()
    {
        Host.Time = _time;
        var run = Registry.Orchestrator("approval", async (OrchestrationContext c, int reminders) =>
        {
            for (var i = 0; i < reminders; i++)
            {
                try
                {
                    return $"after {i}: {await c.WaitForExternalEvent<string>("approval", TimeSpan.FromHours(24))}";
                }
                catch (OperationCanceledException)
                {
                    c.SetCustomStatus(i + 1);
                }
            }

            return "nobody answered";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 5);
        for (var day = 1; day <= 3; day++)
        {
            await HistoryHoldsAsync(id, "TimerCreated", day);
            _time.Advance(TimeSpan.FromHours(24));
            await CustomStatusAsync(id, day);
        }

        await RaiseAsync(id, "approval", "yes");

        Assert.Equal("after 3: yes", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Lesson_03_a_timer_that_lost_the_race_keeps_nothing_alive()
    {
        Host.Time = _time;
        var run = Registry.Orchestrator("race", async (OrchestrationContext c, Unit _) =>
        {
            var decision = c.WaitForExternalEvent<string>("decision");
            var timeout = c.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
            return await Task.WhenAny(decision, timeout) == decision ? await decision : "timeout";
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        await RaiseAsync(id, "decision", "approved");

        Assert.Equal("approved", Completed<string>(await EndOfAsync(id)));
        var before = await InstanceAsync(id);
        _time.Advance(TimeSpan.FromDays(91));
        await RestartEngineAsync();
        Assert.Equal(before, await InstanceAsync(id));
    }

    [Fact]
    public async Task Lesson_05_nothing_is_polled_and_an_idle_engine_does_nothing()
    {
        var run = Registry.Orchestrator("waiter", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ScheduleAsync(run, Unit.Value)));
        await Eventually.TrueAsync(
            async () => (await Client.QueryAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Pending] })).Instances.Count == 0,
            Patience, "all wait");
        var wal = new FileInfo(Host.Options.Path + "-wal");
        wal.Refresh();
        var (length, written) = (wal.Length, wal.LastWriteTimeUtc);

        await Task.Delay(300);

        // An engine that polls its store would have read or written; ours wrote nothing, and answers the next event.
        wal.Refresh();
        Assert.Equal((length, written), (wal.Length, wal.LastWriteTimeUtc));
        await RaiseAsync(ids[0], "go", 1);
        await EndOfAsync(ids[0]);
    }

    [Fact]
    public async Task Lesson_06_a_new_version_of_the_code_under_a_waiting_run_is_told_and_mended_without_loss()
    {
        var calls = 0;
        await Host.StartAsync(Version(1));
        var definition = new OrchestratorDefinition<Unit, string>("versioned");
        var id = await ScheduleAsync(definition, Unit.Value);
        await CustomStatusAsync(id, "waiting");

        await Host.RestartAsync(Version(2));
        await RaiseAsync(id, "go", "now");
        var failure = Failed(await EndOfAsync(id));
        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failure.ErrorType);

        await Host.RestartAsync(Version(1));
        await Client.RewindAsync(id);
        Assert.Equal("prepared now", Completed<string>(await EndOfAsync(id)));
        Assert.Equal(1, calls);

        TaskRegistry Version(int version)
        {
            var registry = new TaskRegistry();
            var prepare = registry.Activity("Prepare", (int n) =>
            {
                calls++;
                return "prepared";
            });
            var inspect = registry.Activity("Inspect", (int n) => "inspected");
            registry.Orchestrator("versioned", async (OrchestrationContext c, Unit _) =>
            {
                var first = await c.CallActivityAsync(version == 1 ? prepare : inspect, 1);
                c.SetCustomStatus("waiting");
                return $"{first} {await c.WaitForExternalEvent<string>("go")}";
            });
            return registry;
        }
    }

    [Fact]
    public async Task Lesson_08_one_failed_run_is_revived_and_one_is_paused()
    {
        var broken = true;
        var flaky = Registry.Activity("Flaky", (int n) => broken ? throw new IOException("down") : n);
        var run = Registry.Orchestrator("revived", (OrchestrationContext c, int n) => c.CallActivityAsync(flaky, n));
        var waiter = Registry.Orchestrator("paused", (OrchestrationContext c, Unit _) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        Failed(await RunAsync(run, 1, "failed"));
        await ScheduleAsync(waiter, Unit.Value, "paused");

        await Client.SuspendAsync("paused");
        await RaiseAsync("paused", "go", 2);
        broken = false;
        await Client.RewindAsync("failed");

        Assert.Equal(1, Completed<int>(await EndOfAsync("failed")));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await InstanceAsync("paused")).RuntimeStatus);
        await Client.ResumeAsync("paused");
        Assert.Equal(2, Completed<int>(await EndOfAsync("paused")));
    }

    [Fact]
    public async Task Lesson_11_the_engine_fits_into_a_test_and_a_year_passes_in_a_moment()
    {
        Host.Time = _time;
        var run = Registry.Orchestrator("yearly", async (OrchestrationContext c, int months) =>
        {
            for (var month = 0; month < months; month++)
            {
                await c.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
                c.SetCustomStatus(month + 1);
            }

            return c.CurrentUtcDateTime;
        });
        var begun = _time.GetUtcNow().UtcDateTime;
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 12);

        for (var month = 1; month <= 12; month++)
        {
            await HistoryHoldsAsync(id, "TimerCreated", month);
            _time.Advance(TimeSpan.FromDays(30));
        }

        Assert.Equal(begun.AddDays(360), Completed<DateTime>(await EndOfAsync(id)));
    }
}
