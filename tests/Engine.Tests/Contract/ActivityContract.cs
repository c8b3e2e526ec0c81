using System.Collections.Concurrent;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class ActivityContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task Typed_values_cross_history_in_both_directions()
    {
        var ship = Registry.Activity("Ship", (Order order) => new Parcel(order.Item.ToUpperInvariant(), [.. order.Sizes.Select(s => s * 2)], order));
        var run = Registry.Orchestrator("order", (OrchestrationContext c, Order order) => c.CallActivityAsync(ship, order));
        await StartEngineAsync();

        var parcel = await ResultAsync(run, new Order("лампа \"\u2603\"\n", [1, 2, 3], null));

        Assert.Equal("ЛАМПА \"\u2603\"\n", parcel.Label);
        Assert.Equal([2, 4, 6], parcel.Sizes);
        Assert.Null(parcel.Origin.Note);
    }

    [Fact]
    public async Task A_chain_runs_in_order_and_each_step_sees_the_result_of_the_one_before()
    {
        var ran = new ConcurrentQueue<int>();
        var add = Registry.Activity("Add", (int n) =>
        {
            ran.Enqueue(n);
            return n + 1;
        });
        var chain = Registry.Orchestrator("chain", async (OrchestrationContext c, int steps) =>
        {
            var n = 0;
            for (var i = 0; i < steps; i++)
            {
                n = await c.CallActivityAsync(add, n);
            }

            return n;
        });
        await StartEngineAsync();

        Assert.Equal(50, await ResultAsync(chain, 50));
        Assert.Equal(Enumerable.Range(0, 50), ran);
    }

    [Fact]
    public async Task Null_and_nothing_are_values_too()
    {
        var echo = Registry.Activity("EchoNull", (string? s) => s);
        var nothing = Registry.Activity("Nothing", (Unit _) => Unit.Value);
        var run = Registry.Orchestrator("nulls", async (OrchestrationContext c, string? input) =>
        {
            await c.CallActivityAsync(nothing, Unit.Value);
            return await c.CallActivityAsync(echo, input);
        });
        await StartEngineAsync();

        Assert.Null(await ResultAsync(run, null));
        Assert.Equal("", await ResultAsync(run, ""));
    }

    [Fact]
    public async Task An_activity_knows_who_calls_and_each_call_has_a_key_of_its_own()
    {
        var contexts = new ConcurrentQueue<ActivityContext>();
        var note = Registry.AsyncActivity("Note", (ActivityContext context, int n, CancellationToken _) =>
        {
            contexts.Enqueue(context);
            return Task.FromResult(n);
        });
        var run = Registry.Orchestrator("notes", async (OrchestrationContext c, Unit _) =>
        {
            await c.CallActivityAsync(note, 1);
            await Task.WhenAll(c.CallActivityAsync(note, 2), c.CallActivityAsync(note, 3));
            return Unit.Value;
        });
        await StartEngineAsync();

        await ResultAsync(run, Unit.Value, "who");
        await ResultAsync(run, Unit.Value, "else");

        Assert.All(contexts, context => Assert.Equal("Note", context.ActivityName));
        Assert.Equal(3, contexts.Count(context => context.InstanceId == "who"));
        Assert.Equal(6, contexts.Select(context => context.TaskKey).Distinct().Count());
        Assert.All(contexts, context => Assert.StartsWith(context.InstanceId, context.TaskKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_reaches_the_orchestrator_which_may_catch_it_and_go_on()
    {
        var fail = Registry.Activity("Fail", (string why) => Throw(why));
        var repair = Registry.Activity("Repair", (string what) => $"repaired {what}");
        var run = Registry.Orchestrator("careful", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.CallActivityAsync(fail, "the disk is full");
            }
            catch (TaskFailedException failed)
            {
                var details = failed.FailureDetails;
                return await c.CallActivityAsync(repair, $"{failed.TaskName}/{details.ErrorType}/{details.ErrorMessage}");
            }
        });
        await StartEngineAsync();

        Assert.Equal("repaired Fail/System.IO.IOException/the disk is full", await ResultAsync(run, Unit.Value));
    }

    [Fact]
    public async Task An_activity_that_nobody_registered_fails_with_its_name()
    {
        var run = Registry.Orchestrator("lost", (OrchestrationContext c, Unit _) =>
            c.CallActivityAsync(new ActivityDefinition<int, int>("NobodyKnowsMe"), 1));
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, Unit.Value));

        Assert.Contains("NobodyKnowsMe", failure.RootCause.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_does_not_fit_fails_the_call_and_not_the_engine()
    {
        Registry.Activity("Number", (int n) => n);
        var run = Registry.Orchestrator("misfit", (OrchestrationContext c, Unit _) =>
            c.CallActivityAsync(new ActivityDefinition<string, int>("Number"), "seven"));
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, Unit.Value));

        Assert.True(failure.IsCausedBy<System.Text.Json.JsonException>(), failure.ToString());
    }

    [Fact]
    public async Task A_slow_activity_holds_up_nobody_else()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            await release.Task.WaitAsync(stop);
            return n;
        });
        var quick = Registry.Activity("Quick", (int n) => n);
        var slowly = Registry.Orchestrator("slowly", (OrchestrationContext c, int n) => c.CallActivityAsync(slow, n));
        var quickly = Registry.Orchestrator("quickly", (OrchestrationContext c, int n) => c.CallActivityAsync(quick, n));
        await StartEngineAsync();
        var waiting = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            waiting.Add(await ScheduleAsync(slowly, i));
        }

        Assert.Equal(5, await ResultAsync(quickly, 5));

        release.SetResult();
        Assert.Equal(Enumerable.Range(0, 100), (await Task.WhenAll(waiting.Select(EndOfAsync))).Select(Completed<int>));
    }

    private static string Throw(string why) => throw new IOException(why);

    internal sealed record Order(string Item, IReadOnlyList<int> Sizes, string? Note);

    internal sealed record Parcel(string Label, IReadOnlyList<int> Sizes, Order Origin);
}
