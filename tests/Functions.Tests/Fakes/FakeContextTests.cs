using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>The fake is worth nothing unless it is as awkward as the real one: code that uses it directly meets these.</summary>
public sealed class FakeContextTests : EngineContract<EmbeddedHost>
{
    [Fact]
    public async Task The_newest_wait_is_served_first()
    {
        var id = await StartAsync(async context =>
        {
            var older = context.WaitForExternalEvent<string>("e");
            var newer = context.WaitForExternalEvent<string>("E");
            return $"{await newer} {await older}";
        });

        await RaiseAsync(id, "e", "first");
        await RaiseAsync(id, "e", "second");

        Assert.Equal("first second", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_swallows_an_event()
    {
        var id = await StartAsync(async context =>
        {
            using var stop = new CancellationTokenSource();
            var older = context.WaitForExternalEvent<string>("e");
            _ = context.WaitForExternalEvent<string>("e", stop.Token);
            stop.Cancel();
            return await older;
        });

        await RaiseAsync(id, "e", "lost");
        await RaiseAsync(id, "e", "found");

        Assert.Equal("found", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Two_waits_for_a_name_want_the_same_type()
    {
        var id = await StartAsync(context =>
        {
            _ = context.WaitForExternalEvent<string>("e");
            Assert.Throws<ArgumentException>(() => { _ = context.WaitForExternalEvent<int>("e"); });
            return Task.FromResult<object?>("thrown");
        });

        Assert.Equal("thrown", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Nobody_can_catch_an_event_that_cannot_be_read()
    {
        var id = await StartAsync(async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<int>("e");
            }
            catch (Exception)
            {
                return "caught";
            }
        });

        await RaiseAsync(id, "e", "words");

        Failed(await EndOfAsync(id));
    }

    [Fact]
    public async Task An_execution_does_not_end_before_its_timers()
    {
        var id = await StartAsync(context =>
        {
            _ = context.CreateTimer(TimeSpan.FromMilliseconds(150), CancellationToken.None);
            return Task.FromResult<object?>(1);
        });

        await EndOfAsync(id);

        Assert.Contains((await Client.GetHistoryAsync(id))!, line => line.EventType == "TimerFired");
    }

    private async Task<string> StartAsync(Func<TaskOrchestrationContext, Task<object?>> function)
    {
        var json = new SerializerShim(new JsonObjectSerializer(new JsonSerializerOptions(JsonSerializerDefaults.Web)));
        var definition = new OrchestratorDefinition<JsonElement?, JsonElement?>("function");
        Registry.AddOrchestrator(definition, () => new OrchestratorFunction(function, json, NullLoggerFactory.Instance));
        await StartEngineAsync();
        return await ScheduleAsync(definition, null);
    }
}
