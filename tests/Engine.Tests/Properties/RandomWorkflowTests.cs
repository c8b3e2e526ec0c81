using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Client;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Properties;

/// <summary>Whatever a workflow is made of, it comes to the same: with live sessions, with a replay for every turn, and over restarts.</summary>
public sealed class RandomWorkflowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly Gen<Plan> Simple =
        from kind in Gen.Elements(
            StepKind.Activity, StepKind.FanOut, StepKind.Timer, StepKind.Timeout, StepKind.Race,
            StepKind.CaughtFailure, StepKind.CaughtChild, StepKind.ContinueAsNew)
        from number in Gen.Choose(0, 6)
        select new Plan(kind, number, []);

    private static readonly Gen<Plan> AnyStep = Gen.Frequency(
        (6, Simple),
        (2, Gen.Choose(0, 9).Select(n => new Plan(StepKind.Event, n, []))),
        (2, Simple.ListOf(3).Select(parts => new Plan(StepKind.Child, 0, [.. parts]))));

    private static readonly Arbitrary<List<List<Plan>>> Workflows =
        (from count in Gen.Choose(1, 4)
         from workflows in (from length in Gen.Choose(0, 9) from steps in AnyStep.ListOf(length) select steps.ToList()).ListOf(count)
         select workflows.ToList()).ToArbitrary();

    [Fact]
    public void Live_sessions_give_what_must_come() => CheckOn<EmbeddedHost>(40, restarts: 0);

    [Fact]
    public void A_replay_for_every_turn_gives_what_must_come() => CheckOn<ReplayingHost>(40, restarts: 0);

    [Fact]
    public void Restarts_in_the_middle_change_nothing() => CheckOn<EmbeddedHost>(15, restarts: 3);

    [Fact]
    public void Forks_from_every_step_come_to_the_same() => CheckForks<EmbeddedHost>(12);

    [Fact]
    public void Forks_from_every_step_come_to_the_same_with_a_replay_for_every_turn() => CheckForks<ReplayingHost>(6);

    private static void CheckForks<THost>(int runs) where THost : EngineHost, new() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runs),
            Prop.ForAll(Workflows, async workflows =>
            {
                await using var host = new THost();
                await host.StartAsync(PlanInterpreter.Registry());
                var steps = workflows[0];
                await host.Client.ScheduleNewInstanceAsync(PlanInterpreter.Definition, new PlanState(steps, []), new StartOptions { InstanceId = "origin" });
                await RaiseAllAsync(host, ["origin"], [steps]);
                await EndsAsExpectedAsync(host, "origin", steps);
                List<string> forks = [];
                foreach (var path in await PathsAsync(host.Client, "origin"))
                {
                    forks.Add($"fork-{forks.Count}");
                    Assert.Equal(new ForkResult(ForkStatus.Forked), await host.Client.ForkAsync("origin", new ForkOptions(forks[^1], "any", path)));
                    foreach (var number in await EventsAfterAsync(host.Client, path))
                    {
                        await host.Client.RaiseEventAsync(forks[^1], "number", number);
                    }
                }

                foreach (var fork in forks)
                {
                    await EndsAsExpectedAsync(host, fork, steps);
                }

                await EndsAsExpectedAsync(host, "origin", steps);
            }));

    // Every call, child and timer of the run, and those of its children.
    private static async Task<List<List<HistoryEvent>>> PathsAsync(OrchestrationClient client, string instanceId)
    {
        List<List<HistoryEvent>> paths = [];
        foreach (var line in (await client.GetHistoryAsync(instanceId))!)
        {
            if (line.EventType is "TaskScheduled" or "TimerCreated" or "SubOrchestrationInstanceCreated")
            {
                paths.Add([line]);
            }

            if (line.EventType == "SubOrchestrationInstanceCreated")
            {
                paths.AddRange((await PathsAsync(client, TestJson.Converter.Deserialize<string>(line.Payload)!)).Select(below => (List<HistoryEvent>)[line, .. below]));
            }
        }

        return paths;
    }

    // What the fork does not have of the events: those behind the moment in which its step, or the child that holds it, was asked for.
    private static async Task<IEnumerable<string>> EventsAfterAsync(OrchestrationClient client, List<HistoryEvent> path)
    {
        var history = (await client.GetHistoryAsync("origin"))!;
        return history.Where(line => line.EventType == "EventRaised" && line.Sequence > path[0].Sequence).Select(line => line.Payload!);
    }

    private static void CheckOn<THost>(int runs, int restarts) where THost : EngineHost, new() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runs),
            Prop.ForAll(Workflows, async workflows =>
            {
                await using var host = new THost();
                await host.StartAsync(PlanInterpreter.Registry());
                var ids = Enumerable.Range(0, workflows.Count).Select(i => $"plan-{i}").ToList();
                foreach (var (id, steps) in ids.Zip(workflows))
                {
                    await host.Client.ScheduleNewInstanceAsync(PlanInterpreter.Definition, new PlanState(steps, []), new StartOptions { InstanceId = id });
                }

                await RaiseAllAsync(host, ids, workflows);
                for (var i = 0; i < restarts; i++)
                {
                    await host.RestartAsync(PlanInterpreter.Registry());
                }

                foreach (var (id, steps) in ids.Zip(workflows))
                {
                    await EndsAsExpectedAsync(host, id, steps);
                }
            }));

    private static async Task RaiseAllAsync(EngineHost host, List<string> ids, List<List<Plan>> workflows)
    {
        foreach (var (id, steps) in ids.Zip(workflows))
        {
            for (var number = 1; number <= PlanInterpreter.Events(steps); number++)
            {
                Assert.Equal(ControlResult.Accepted, await host.Client.RaiseEventAsync(id, "number", $"{number}"));
            }
        }
    }

    private static async Task EndsAsExpectedAsync(EngineHost host, string id, List<Plan> steps)
    {
        using var patience = new CancellationTokenSource(Patience);
        var ended = await host.Client.WaitForCompletionAsync(id, patience.Token);

        Assert.True(ended?.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{string.Join(", ", steps)}: {ended?.RuntimeStatus} {ended?.Failure}");
        Assert.Equal(PlanInterpreter.Expected(steps), TestJson.Converter.Deserialize<IReadOnlyList<string>>(ended!.Output));
    }
}
