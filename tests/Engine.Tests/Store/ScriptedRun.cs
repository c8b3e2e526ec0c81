using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Store;

/// <summary>
/// One run that uses every primitive, whose outcome is known, and a client that drives it stubbornly: whatever the store refuses is asked
/// for again, as a caller over a network would. What was answered must hold.
/// </summary>
internal sealed class ScriptedRun
{
    public const string Id = "script";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly OrchestratorDefinition<int, string> _main;

    public ScriptedRun()
    {
        var echo = Registry.Activity("Echo", (int n) => n);
        var attempts = new ConcurrentDictionary<string, int>();
        var flaky = Registry.AsyncActivity("Flaky", (ActivityContext context, int n, CancellationToken _) =>
            attempts.AddOrUpdate(context.InstanceId, 1, (_, before) => before + 1) < 2 ? throw new IOException("not yet") : Task.FromResult(n));
        var child = Registry.Orchestrator("child", (OrchestrationContext c, int n) => c.CallActivityAsync(echo, n));
        var listener = Registry.Orchestrator("listener", (OrchestrationContext c, int n) => c.WaitForExternalEvent<int>("from-main"));
        _main = Registry.Orchestrator("main", async (OrchestrationContext c, int generation) =>
        {
            if (generation == 0)
            {
                var chain = await c.CallActivityAsync(echo, 1) + await c.CallActivityAsync(echo, 2);
                var fan = (await Task.WhenAll(Enumerable.Range(3, 4).Select(i => c.CallActivityAsync(echo, i)))).Sum();
                c.SetCustomStatus("fanned out");
                await c.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
                var retried = await c.CallActivityAsync(flaky, 7, new TaskOptions(new RetryPolicy(5, TimeSpan.FromMilliseconds(2))));
                var children = await c.CallSubOrchestratorAsync(child, 10) + await c.CallSubOrchestratorAsync(child, 20, new SubOrchestrationOptions("kid"));
                c.ContinueAsNew(chain + fan + retried + children);
                return "";
            }

            var first = await c.WaitForExternalEvent<int>("number");
            var second = await c.WaitForExternalEvent<int>("number", TimeSpan.FromHours(1));
            var heard = c.CallSubOrchestratorAsync(listener, 0, new SubOrchestrationOptions("listener"));
            c.SendEvent("listener", "from-main", 5);
            return $"{generation} {first} {second} {await heard}";
        });
    }

    public TaskRegistry Registry { get; } = new();

    public static string Expected => "\"58 100 200 5\"";

    /// <summary>How many events were accepted.</summary>
    public int EventsRaised { get; private set; }

    /// <summary>Set when the store is down for good.</summary>
    public bool GaveUp { get; set; }

    /// <summary>Starts the run and raises its events, again and again until each was accepted; then waits for its end.</summary>
    public async Task<OrchestrationMetadata?> DriveAsync(OrchestrationClient client, int eventsRaised = 0, CancellationToken giveUp = default)
    {
        await InsistAsync(async () => await client.ScheduleNewInstanceAsync(
            _main, 0, new StartOptions { InstanceId = Id, Reuse = InstanceIdReuse.KeepExisting }));
        for (; eventsRaised < 2; eventsRaised++)
        {
            var payload = eventsRaised == 0 ? "100" : "200";
            await InsistAsync(async () => Assert.Equal(ControlResult.Accepted, await client.RaiseEventAsync(Id, "number", payload)));
            EventsRaised = eventsRaised + 1;
        }

        await InsistAsync(async () => await client.SuspendAsync(Id));
        await InsistAsync(async () => await client.ResumeAsync(Id));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        patience.CancelAfter(Patience);
        return await client.WaitForCompletionAsync(Id, patience.Token);
    }

    private async Task InsistAsync(Func<Task> request)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await request();
                return;
            }
            catch (StoreIsDownException) when (tries < 3 && !GaveUp)
            {
                await Task.Yield();
            }
        }
    }
}
