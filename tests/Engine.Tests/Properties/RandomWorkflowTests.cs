using FsCheck;
using FsCheck.Fluent;
using Workflows.Domain.Client;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Properties;

/// <summary>Whatever a workflow is made of, it comes to the same: with live sessions, with a replay for every turn, and over restarts.</summary>
public sealed class RandomWorkflowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
