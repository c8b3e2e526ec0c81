using System.Collections.Concurrent;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>
/// Code that changed under a run that is in flight. The run fails with an error that names the event, both sides and the way out,
/// and once the right code is back a rewind lets it complete without doing anything twice.
/// </summary>
public abstract class NonDeterminismContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private static readonly ActivityDefinition<int, int> First = new("First");
    private static readonly ActivityDefinition<int, int> Second = new("Second");
    private static readonly OrchestratorDefinition<int, int> Child = new("child");
    private static readonly OrchestratorDefinition<int, int> OtherChild = new("other-child");
    private static readonly OrchestratorDefinition<Unit, int> Run = new("changing");

    private readonly ConcurrentQueue<string> _ran = new();

    [Fact]
    public Task An_activity_with_another_name() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1),
        async c => await c.CallActivityAsync(Second, 1),
        "First", "Second", firstRuns: 1);

    [Fact]
    public Task A_call_that_was_removed() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1) + await c.CallActivityAsync(Second, 1),
        async c => await c.CallActivityAsync(First, 1),
        "Second", null, firstRuns: 1);

    [Fact]
    public Task All_calls_removed() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1),
        _ => Task.FromResult(0),
        "First", null, firstRuns: 1);

    [Fact]
    public Task A_call_that_was_added_before_another() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1),
        async c => await c.CallActivityAsync(Second, 1) + await c.CallActivityAsync(First, 1),
        "First", "Second", firstRuns: 1);

    [Fact]
    public Task Calls_in_another_order() => DetectedAsync(
        async c => (await Task.WhenAll(c.CallActivityAsync(First, 1), c.CallActivityAsync(Second, 2))).Sum(),
        async c => (await Task.WhenAll(c.CallActivityAsync(Second, 2), c.CallActivityAsync(First, 1))).Sum(),
        "First", "Second", firstRuns: 1);

    [Fact]
    public Task An_activity_in_a_timers_place() => DetectedAsync(
        async c =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            return 1;
        },
        async c => await c.CallActivityAsync(First, 1),
        "timer", "First", firstRuns: 0);

    [Fact]
    public Task A_timer_in_an_activitys_place() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1),
        async c =>
        {
            await c.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            return 1;
        },
        "First", "timer", firstRuns: 1);

    [Fact]
    public Task Another_sub_orchestration() => DetectedAsync(
        async c => await c.CallSubOrchestratorAsync(Child, 1),
        async c => await c.CallSubOrchestratorAsync(OtherChild, 1),
        "child", "other-child", firstRuns: 0);

    [Fact]
    public Task A_sub_orchestration_in_an_activitys_place() => DetectedAsync(
        async c => await c.CallActivityAsync(First, 1),
        async c => await c.CallSubOrchestratorAsync(Child, 1),
        "First", "child", firstRuns: 1);

    [Fact]
    public async Task A_wait_that_was_added_at_the_end_is_new_work_and_no_error()
    {
        await Host.StartAsync(Version(c => c.CallActivityAsync(First, 1)));
        var id = await ScheduleAsync(Run, Unit.Value);
        await CustomStatusAsync(id, "waiting");

        await Host.RestartAsync(Version(c => c.CallActivityAsync(First, 1), after: c => c.CallActivityAsync(Second, 5)));
        await RaiseAsync(id, "go", 10);

        Assert.Equal(16, Completed<int>(await EndOfAsync(id)));
    }

    private async Task DetectedAsync(
        Func<OrchestrationContext, Task<int>> right, Func<OrchestrationContext, Task<int>> wrong, string recorded, string? asked, int firstRuns)
    {
        await Host.StartAsync(Version(right));
        var id = await ScheduleAsync(Run, Unit.Value);
        await CustomStatusAsync(id, "waiting");

        await Host.RestartAsync(Version(wrong));
        await RaiseAsync(id, "go", 10);
        var failure = Failed(await EndOfAsync(id));

        Assert.Equal(typeof(NonDeterministicOrchestrationException).FullName, failure.ErrorType);
        Assert.Contains(id, failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Matches("history event [0-9]+ holds .+ but the code asked for ", failure.ErrorMessage);
        var (held, wanted) = Sides(failure.ErrorMessage);
        Assert.Contains(recorded, held, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(asked ?? "", wanted, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("rewind", failure.ErrorMessage, StringComparison.Ordinal);

        await Host.RestartAsync(Version(right));
        Assert.Equal(ControlResult.Accepted, await Client.RewindAsync(id, "the old code is back"));
        Assert.InRange(Completed<int>(await EndOfAsync(id)), 11, 13);
        Assert.Equal(firstRuns, _ran.Count(name => name == "First"));
    }

    private static (string Held, string Wanted) Sides(string message)
    {
        var parts = message.Split(" holds ", 2)[1].Split(", but the code asked for ", 2);
        return (parts[0], parts[1].Split(". ", 2)[0]);
    }

    private TaskRegistry Version(Func<OrchestrationContext, Task<int>> body, Func<OrchestrationContext, Task<int>>? after = null)
    {
        var registry = new TaskRegistry();
        registry.Activity(First.Name, (int n) => Ran(First.Name, n));
        registry.Activity(Second.Name, (int n) => Ran(Second.Name, n));
        registry.Orchestrator(Child.Name, (OrchestrationContext c, int n) => Task.FromResult(n));
        registry.Orchestrator(OtherChild.Name, (OrchestrationContext c, int n) => Task.FromResult(n));
        registry.Orchestrator(Run.Name, async (OrchestrationContext c, Unit _) =>
        {
            var sum = await body(c);
            c.SetCustomStatus("waiting");
            sum += await c.WaitForExternalEvent<int>("go");
            return after is null ? sum : sum + await after(c);
        });
        return registry;
    }

    private int Ran(string name, int n)
    {
        _ran.Enqueue(name);
        return n;
    }
}
