using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>What is over the limit is refused, and the refusal names the way out: the artifact store.</summary>
public abstract class PayloadLimitContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private string TooLarge => new('x', Host.MaxPayloadBytes + 1);

    [Fact]
    public async Task An_input_that_is_too_large_starts_nothing()
    {
        var run = Registry.Orchestrator("big", (OrchestrationContext c, string s) => Task.FromResult(s.Length));
        await StartEngineAsync();

        var refused = await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => Client.ScheduleNewInstanceAsync(run, TooLarge, new StartOptions { InstanceId = "x" }));

        NamesTheWayOut(refused.Message);
        Assert.Null(await Client.GetInstanceAsync("x"));
    }

    [Fact]
    public async Task An_event_that_is_too_large_is_not_delivered()
    {
        var run = Registry.Orchestrator("waiter", async (OrchestrationContext c, Unit _) => (await c.WaitForExternalEvent<string>("go")).Length);
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);

        NamesTheWayOut((await Assert.ThrowsAsync<PayloadTooLargeException>(() => RaiseAsync(id, "go", TooLarge))).Message);

        await RaiseAsync(id, "go", "ok");
        Assert.Equal(2, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task The_limit_counts_bytes_and_not_characters()
    {
        var run = Registry.Orchestrator("big", (OrchestrationContext c, string s) => Task.FromResult(s.Length));
        await StartEngineAsync();
        var json = $"\"{new string('\u20ac', (Host.MaxPayloadBytes / 3) + 1)}\"";

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => Client.ScheduleNewInstanceAsync("big", json));
        Assert.Equal(Host.MaxPayloadBytes - 2, await ResultAsync(run, new string('x', Host.MaxPayloadBytes - 2)));
    }

    [Fact]
    public async Task An_activitys_input_that_is_too_large_is_thrown_where_it_is_called()
    {
        var length = Registry.Activity("Length", (string s) => s.Length);
        var run = Registry.Orchestrator("caller", async (OrchestrationContext c, int n) =>
        {
            try
            {
                return $"{await c.CallActivityAsync(length, new string('x', n))}";
            }
            catch (PayloadTooLargeException refused)
            {
                return $"{refused.Message} {await c.CallActivityAsync(length, "small")}";
            }
        });
        await StartEngineAsync();

        var answer = await ResultAsync(run, TooLarge.Length);

        NamesTheWayOut(answer);
        Assert.Contains("Length", answer, StringComparison.Ordinal);
        Assert.EndsWith(" 5", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activitys_output_that_is_too_large_fails_the_call()
    {
        var make = Registry.Activity("Make", (int n) => new string('x', n));
        var run = Registry.Orchestrator("maker", (OrchestrationContext c, int n) => c.CallActivityAsync(make, n));
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, TooLarge.Length));

        Assert.True(failure.IsCausedBy<PayloadTooLargeException>(), failure.ToString());
        NamesTheWayOut(failure.RootCause.ErrorMessage);
    }

    [Fact]
    public Task An_output_that_is_too_large_fails_the_instance() => FailsAsync((c, n) => Task.FromResult(new string('x', n)));

    [Fact]
    public Task A_custom_status_that_is_too_large_fails_the_instance() => FailsAsync((c, n) =>
    {
        c.SetCustomStatus(new string('x', n));
        return Task.FromResult("");
    });

    [Fact]
    public Task A_next_input_that_is_too_large_fails_the_instance() => FailsAsync((c, n) =>
    {
        c.ContinueAsNew(new string('x', n));
        return Task.FromResult("");
    });

    [Fact]
    public Task An_event_to_another_instance_that_is_too_large_fails_the_sender() => FailsAsync((c, n) =>
    {
        c.SendEvent("somebody", "go", new string('x', n));
        return Task.FromResult("");
    });

    [Fact]
    public Task A_childs_input_that_is_too_large_fails_the_parent() => FailsAsync((c, n) =>
        c.CallSubOrchestratorAsync(new OrchestratorDefinition<string, string>("big"), new string('x', n), new SubOrchestrationOptions("kid")));

    private async Task FailsAsync(Func<OrchestrationContext, int, Task<string>> body)
    {
        Registry.Orchestrator("big", (OrchestrationContext c, string s) => Task.FromResult(s));
        var run = Registry.Orchestrator("over-the-limit", body);
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, TooLarge.Length));

        Assert.True(failure.IsCausedBy<PayloadTooLargeException>(), failure.ToString());
        NamesTheWayOut(failure.RootCause.ErrorMessage);
        Assert.Null(await Client.GetInstanceAsync("kid"));
    }

    private static void NamesTheWayOut(string message) => Assert.Contains("artifact store", message, StringComparison.Ordinal);
}
