using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class RetryContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    private int _attempts;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_call_that_never_succeeds_is_made_as_often_as_the_policy_says(int maxAttempts)
    {
        var run = Flaky(new RetryPolicy(maxAttempts, TimeSpan.FromMilliseconds(1)));
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, int.MaxValue));

        Assert.Equal(maxAttempts, _attempts);
        Assert.Equal($"attempt {maxAttempts}", failure.RootCause.ErrorMessage);
    }

    [Fact]
    public async Task A_call_that_succeeds_in_the_end_gives_its_result()
    {
        var run = Flaky(new RetryPolicy(5, TimeSpan.FromMilliseconds(1)));
        await StartEngineAsync();

        Assert.Equal(4, await ResultAsync(run, 3));
        Assert.Equal(4, _attempts);
    }

    [Fact]
    public async Task Without_a_policy_the_first_failure_counts()
    {
        var run = Flaky(null);
        await StartEngineAsync();

        Failed(await RunAsync(run, 1));

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task An_error_that_no_attempt_can_mend_is_not_tried_again()
    {
        var run = Flaky(new RetryPolicy(5, TimeSpan.FromMilliseconds(1)) { NonRetryableErrorTypes = [typeof(IOException).FullName!] });
        await StartEngineAsync();

        Failed(await RunAsync(run, 3));

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task Attempts_made_before_a_restart_count()
    {
        var run = Flaky(new RetryPolicy(3, TimeSpan.FromMilliseconds(200)));
        await StartEngineAsync();
        var id = await ScheduleAsync(run, int.MaxValue);
        await HistoryHoldsAsync(id, "TimerCreated", 1);

        await RestartEngineAsync();

        Failed(await EndOfAsync(id));
        Assert.Equal(3, _attempts);
    }

    [Fact]
    public async Task Calls_that_fan_out_are_tried_again_each_by_itself()
    {
        var tries = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        var flaky = Registry.Activity("FlakyEach", (int n) =>
            tries.AddOrUpdate(n, 1, (_, before) => before + 1) <= n % 3 ? throw new IOException("not yet") : n);
        var run = Registry.Orchestrator("flaky-fan", (OrchestrationContext c, int width) =>
            Task.WhenAll(Enumerable.Range(0, width).Select(i =>
                c.CallActivityAsync(flaky, i, new TaskOptions(new RetryPolicy(3, TimeSpan.FromMilliseconds(1)))))));
        await StartEngineAsync();

        Assert.Equal(Enumerable.Range(0, 30), await ResultAsync(run, 30));
        Assert.All(tries, t => Assert.Equal((t.Key % 3) + 1, t.Value));
    }

    private OrchestratorDefinition<int, int> Flaky(RetryPolicy? policy)
    {
        var flaky = Registry.Activity("Flaky", (int failures) =>
        {
            var attempt = Interlocked.Increment(ref _attempts);
            return attempt <= failures ? throw new IOException($"attempt {attempt}") : attempt;
        });
        return Registry.Orchestrator("flaky", (OrchestrationContext c, int failures) => c.CallActivityAsync(flaky, failures, new TaskOptions(policy)));
    }
}
