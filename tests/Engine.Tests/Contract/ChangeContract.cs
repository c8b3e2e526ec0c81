using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

/// <summary>How whoever shows many instances hears that one of them has changed.</summary>
public abstract class ChangeContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task The_first_question_is_answered_at_once_and_the_next_after_a_change()
    {
        var waiter = Registry.Orchestrator("waiter", (OrchestrationContext c, int n) => c.WaitForExternalEvent<int>("go"));
        await StartEngineAsync();
        using var patience = new CancellationTokenSource(Patience);
        var mark = await Client.WaitForAnyChangeAsync(null, patience.Token);

        var next = Client.WaitForAnyChangeAsync(mark, patience.Token);
        var id = await ScheduleAsync(waiter, 1);

        Assert.NotEqual(mark, await next);
        Assert.NotNull(await Client.GetInstanceAsync(id));
    }

    [Fact]
    public async Task A_change_between_two_questions_is_not_missed()
    {
        var quick = Registry.Orchestrator("quick", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();
        using var patience = new CancellationTokenSource(Patience);
        var mark = await Client.WaitForAnyChangeAsync(null, patience.Token);
        await RunAsync(quick, 1);

        Assert.NotEqual(mark, await Client.WaitForAnyChangeAsync(mark, patience.Token));
    }

    [Fact]
    public async Task A_wait_ends_with_its_token()
    {
        await StartEngineAsync();
        using var enough = new CancellationTokenSource();
        var mark = await Client.WaitForAnyChangeAsync(null, CancellationToken.None);

        var waiting = Client.WaitForAnyChangeAsync(mark, enough.Token);
        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Nobody_is_told_of_replays_of_an_instance_that_is_not_there()
    {
        await StartEngineAsync();

        Assert.Empty(await Client.GetReplaysAsync("nobody"));
    }
}
