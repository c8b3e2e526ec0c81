using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Tests.Contract;

namespace Workflows.Functions.Tests.Adapters;

/// <summary>Events that the adapter has taken from the engine are nowhere else: it alone can keep them.</summary>
public sealed class EventAdapterTests : EngineContract<AdapterHost>
{
    [Fact]
    public async Task Events_that_the_adapter_holds_go_on_with_the_next_execution_in_their_order()
    {
        var run = Registry.Orchestrator("abandons", async (OrchestrationContext c, int generation) =>
        {
            if (generation > 0)
            {
                return $"{await c.WaitForExternalEvent<int>("n")} {await c.WaitForExternalEvent<int>("N")}";
            }

            // The engine has a wait of the adapter's, so that the next event comes out of its buffer.
            using var stop = new CancellationTokenSource();
            var abandoned = c.WaitForExternalEvent<int>("n", stop.Token);
            stop.Cancel();
            c.SetCustomStatus("abandoned");
            await c.WaitForExternalEvent<Unit>("go");
            c.ContinueAsNew(1);
            return abandoned.Status.ToString();
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        await CustomStatusAsync(id, "abandoned");

        await RaiseAsync(id, "n", 1);
        await RaiseAsync(id, "n", 2);
        await RaiseAsync(id, "go", Unit.Value);

        Assert.Equal("1 2", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_event_that_comes_between_the_decision_to_go_on_and_the_end_goes_on_too()
    {
        var run = Registry.Orchestrator("lingers", async (OrchestrationContext c, int generation) =>
        {
            if (generation > 0)
            {
                return await c.WaitForExternalEvent<int>("n");
            }

            using var stop = new CancellationTokenSource();
            _ = c.WaitForExternalEvent<int>("n", stop.Token);
            stop.Cancel();
            c.ContinueAsNew(1);
            c.SetCustomStatus("decided");
            return await c.WaitForExternalEvent<int>("go");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        await CustomStatusAsync(id, "decided");

        await RaiseAsync(id, "n", 7);
        await RaiseAsync(id, "go", 0);

        Assert.Equal(7, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task An_event_may_be_read_as_another_type_than_the_one_that_was_awaited_before()
    {
        var run = Registry.Orchestrator("types", async (OrchestrationContext c, Unit none) =>
        {
            using var stop = new CancellationTokenSource();
            _ = c.WaitForExternalEvent<int>("e", stop.Token);
            stop.Cancel();
            return await c.WaitForExternalEvent<string?>("e");
        });
        await StartEngineAsync();
        var text = await ScheduleAsync(run, Unit.Value);
        var nothing = await ScheduleAsync(run, Unit.Value);

        await RaiseAsync(text, "e", "words");
        await Client.RaiseEventAsync(nothing, "e", null);

        Assert.Equal("words", Completed<string>(await EndOfAsync(text)));
        Assert.Null(Completed<string?>(await EndOfAsync(nothing)));
    }
}
