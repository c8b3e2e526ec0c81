using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class FanOutContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task All_results_come_back_in_the_order_of_the_calls(int width)
    {
        var square = Registry.Activity("Square", (int n) => n * n);
        var fan = Registry.Orchestrator("fan", (OrchestrationContext c, int n) =>
            Task.WhenAll(Enumerable.Range(0, n).Select(i => c.CallActivityAsync(square, i))));
        await StartEngineAsync();

        Assert.Equal(Enumerable.Range(0, width).Select(i => i * i), await ResultAsync(fan, width));
    }

    [Fact]
    public async Task Calls_that_fan_out_run_at_the_same_time()
    {
        const int Width = 4;
        var together = new CountdownEvent(Width);
        var meet = Registry.AsyncActivity("Meet", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            together.Signal();
            await Eventually.TrueAsync(() => together.IsSet, Patience, "all four run at once");
            return n;
        });
        var fan = Registry.Orchestrator("meeting", (OrchestrationContext c, int n) =>
            Task.WhenAll(Enumerable.Range(0, n).Select(i => c.CallActivityAsync(meet, i))));
        await StartEngineAsync();

        Assert.Equal(Enumerable.Range(0, Width), await ResultAsync(fan, Width));
        together.Dispose();
    }

    [Fact]
    public async Task The_first_of_several_wins_and_the_others_do_no_harm()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var racer = Registry.AsyncActivity("Racer", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            if (n > 0)
            {
                await release.Task.WaitAsync(stop);
            }

            return n;
        });
        var race = Registry.Orchestrator("race", async (OrchestrationContext c, Unit _) =>
        {
            var all = Enumerable.Range(0, 3).Select(i => c.CallActivityAsync(racer, i)).ToList();
            var winner = await Task.WhenAny(all);
            var first = await winner;
            c.SetCustomStatus(first);
            var rest = await Task.WhenAll(all);
            return rest.Sum();
        });
        await StartEngineAsync();

        var id = await ScheduleAsync(race, Unit.Value);
        await CustomStatusAsync(id, 0);
        release.SetResult();

        Assert.Equal(3, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task One_failure_among_many_fails_the_whole_and_is_the_one_that_is_told()
    {
        var odd = Registry.Activity("Odd", (int n) => n == 7 ? throw new InvalidOperationException("seven") : n);
        var fan = Registry.Orchestrator("fan-fail", (OrchestrationContext c, int n) =>
            Task.WhenAll(Enumerable.Range(0, n).Select(i => c.CallActivityAsync(odd, i))));
        await StartEngineAsync();

        Assert.Equal("seven", Failed(await RunAsync(fan, 20)).RootCause.ErrorMessage);
    }

    [Fact]
    public async Task Every_failure_of_many_can_be_caught_by_itself()
    {
        var odd = Registry.Activity("OddOnly", (int n) => n % 2 == 0 ? throw new InvalidOperationException("even") : n);
        var fan = Registry.Orchestrator("fan-catch", async (OrchestrationContext c, int n) =>
        {
            var calls = Enumerable.Range(0, n).Select(i => c.CallActivityAsync(odd, i)).ToList();
            var failed = 0;
            foreach (var call in calls)
            {
                try
                {
                    await call;
                }
                catch (TaskFailedException)
                {
                    failed++;
                }
            }

            return failed;
        });
        await StartEngineAsync();

        Assert.Equal(50, await ResultAsync(fan, 100));
    }
}
