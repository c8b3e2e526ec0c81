using System.Collections.Concurrent;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>What an orchestrator may rely on when it is run again from its start.</summary>
public abstract class ReplayContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _seen = new();

    [Fact]
    public async Task Time_and_guids_are_the_same_on_every_replay()
    {
        var run = Registry.Orchestrator("same", async (OrchestrationContext c, int steps) =>
        {
            for (var i = 0; i < steps; i++)
            {
                See($"time {i}", c.CurrentUtcDateTime.ToString("O"));
                See($"guid {i}", c.NewGuid().ToString());
                See($"second guid {i}", c.NewGuid().ToString());
                c.SetCustomStatus(i);
                await c.WaitForExternalEvent<Unit>("next");
            }

            return Unit.Value;
        });
        await StepThroughAsync(run, 4);

        Assert.Equal(12, _seen.Count);
        Assert.All(_seen, place => Assert.Single(place.Value.Distinct()));
        Assert.All(_seen, place => Assert.True(place.Key.EndsWith('3') || place.Value.Count > 1, $"{place.Key} was never replayed"));
        Assert.Equal(8, _seen.Where(place => place.Key.Contains("guid", StringComparison.Ordinal)).SelectMany(place => place.Value).Distinct().Count());
    }

    [Fact]
    public async Task A_guid_of_one_instance_is_not_that_of_another()
    {
        var run = Registry.Orchestrator("guid", (OrchestrationContext c, Unit _) => Task.FromResult(c.NewGuid()));
        await StartEngineAsync();

        Assert.NotEqual(await ResultAsync(run, Unit.Value), await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task A_line_is_logged_once_however_often_the_code_is_replayed()
    {
        using var loggers = new CapturingLoggerFactory();
        Host.Loggers = loggers;
        var echo = Registry.Activity("Echo", (int n) => n);
        var run = Registry.Orchestrator("talker", async (OrchestrationContext c, int steps) =>
        {
            c.Logger.Log(LogSeverity.Information, "Story begins with {Steps} steps", steps);
            for (var i = 0; i < steps; i++)
            {
                c.SetCustomStatus(i);
                await c.WaitForExternalEvent<Unit>("next");
                await c.CallActivityAsync(echo, i);
                c.Logger.Log(i == 2 ? LogSeverity.Warning : LogSeverity.Information, "Story step {Step} done", i);
            }

            return Unit.Value;
        });
        await StepThroughAsync(run, 4);

        var story = loggers.Lines.Where(line => line.Contains("Story", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["Information: Story begins with 4 steps", "Information: Story step 0 done", "Information: Story step 1 done",
             "Warning: Story step 2 done", "Information: Story step 3 done"],
            story);
    }

    [Fact]
    public async Task An_orchestrator_knows_whether_it_is_replayed()
    {
        var life = 0;
        var run = Registry.Orchestrator("replaying", async (OrchestrationContext c, int steps) =>
        {
            for (var i = 0; i < steps; i++)
            {
                See($"life {Volatile.Read(ref life)} step {i}", c.IsReplaying.ToString());
                c.SetCustomStatus(i);
                await c.WaitForExternalEvent<Unit>("next");
            }

            return Unit.Value;
        });
        await StepThroughAsync(run, 3, beforeRestart: () => Interlocked.Increment(ref life));

        for (var step = 0; step < 3; step++)
        {
            // The first time that a step is reached it is new; it is old in every later life.
            Assert.Contains("False", _seen[$"life {step} step {step}"]);
            for (var later = step + 1; later < 3; later++)
            {
                Assert.All(_seen.GetValueOrDefault($"life {later} step {step}", []), replaying => Assert.Equal("True", replaying));
            }
        }
    }

    [Fact]
    public async Task Work_that_is_done_is_not_done_again_on_replay()
    {
        var ran = new ConcurrentBag<int>();
        var once = Registry.Activity("Once", (int n) =>
        {
            ran.Add(n);
            return n;
        });
        var run = Registry.Orchestrator("worker", async (OrchestrationContext c, int steps) =>
        {
            for (var i = 0; i < steps; i++)
            {
                await c.CallActivityAsync(once, i);
                c.SetCustomStatus(i);
                await c.WaitForExternalEvent<Unit>("next");
            }

            return Unit.Value;
        });

        await StepThroughAsync(run, 5);

        Assert.Equal([0, 1, 2, 3, 4], ran.Order());
    }

    [Fact]
    public async Task The_custom_status_is_seen_while_the_instance_waits_and_after_it_has_ended()
    {
        var run = Registry.Orchestrator("status", async (OrchestrationContext c, Unit _) =>
        {
            c.SetCustomStatus("overwritten before anybody saw it");
            c.SetCustomStatus(new Progress(1, "waiting"));
            await c.WaitForExternalEvent<Unit>("next");
            c.SetCustomStatus(new Progress(2, "done"));
            return Unit.Value;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await CustomStatusAsync(id, new Progress(1, "waiting"));
        await RestartEngineAsync();
        await CustomStatusAsync(id, new Progress(1, "waiting"));

        await RaiseAsync(id, "next", Unit.Value);

        Assert.Equal(TestJson.Converter.Serialize(new Progress(2, "done")), (await EndOfAsync(id)).CustomStatus);
    }

    /// <summary>Runs an orchestrator that waits for "next" after each step, with a restart of the engine before each event.</summary>
    private async Task StepThroughAsync(OrchestratorDefinition<int, Unit> run, int steps, Action? beforeRestart = null)
    {
        await StartEngineAsync();
        var id = await ScheduleAsync(run, steps);
        for (var i = 0; i < steps; i++)
        {
            await CustomStatusAsync(id, i);
            await Host.StopAsync();
            beforeRestart?.Invoke();
            await Host.StartAsync(Registry);
            await RaiseAsync(id, "next", Unit.Value);
        }

        Completed<Unit>(await EndOfAsync(id));
    }

    private void See(string place, string value) => _seen.GetOrAdd(place, _ => []).Add(value);

    internal sealed record Progress(int Step, string What);
}
