using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;

namespace Workflows.Engine.Tests.Contract;

public abstract class FailureContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task An_orchestrator_that_throws_fails_with_type_message_stack_and_cause()
    {
        var run = Registry.Orchestrator("thrower", (OrchestrationContext c, Unit _) => ThrowAsync());
        await StartEngineAsync();

        var failure = Failed(await RunAsync(run, Unit.Value));

        Assert.Equal((typeof(InvalidOperationException).FullName, "outer"), (failure.ErrorType, failure.ErrorMessage));
        Assert.Contains(nameof(ThrowAsync), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal((typeof(IOException).FullName, "inner"), (failure.InnerFailure!.ErrorType, failure.InnerFailure.ErrorMessage));
    }

    [Fact]
    public async Task An_orchestrator_that_throws_before_its_first_wait_fails_like_any_other()
    {
        var run = Registry.Orchestrator("sync", (OrchestrationContext c, Unit _) => ThrowNow());
        await StartEngineAsync();

        Assert.Equal("now", Failed(await RunAsync(run, Unit.Value)).ErrorMessage);
    }

    [Fact]
    public async Task A_failure_is_the_same_after_a_restart()
    {
        var fail = Registry.Activity("Fail", (Unit _) => Throw());
        var run = Registry.Orchestrator("fails", (OrchestrationContext c, Unit _) => c.CallActivityAsync(fail, Unit.Value));
        await StartEngineAsync();
        var before = await RunAsync(run, Unit.Value);

        await RestartEngineAsync();

        Assert.Equal(Failed(before), Failed(await InstanceAsync(before.InstanceId)));
    }

    [Fact]
    public async Task A_caught_failure_is_caught_again_on_replay()
    {
        var fail = Registry.Activity("Fail", (Unit _) => Throw());
        var run = Registry.Orchestrator("catches", async (OrchestrationContext c, Unit _) =>
        {
            var words = "";
            try
            {
                await c.CallActivityAsync(fail, Unit.Value);
            }
            catch (TaskFailedException failed)
            {
                words = $"{failed.TaskName} {failed.FailureDetails.ErrorMessage} {failed.FailureDetails.InnerFailure?.ErrorMessage}";
            }

            c.SetCustomStatus("caught");
            await c.WaitForExternalEvent<Unit>("go");
            return words;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await CustomStatusAsync(id, "caught");
        await RestartEngineAsync();

        await RaiseAsync(id, "go", Unit.Value);

        Assert.Equal("Fail outer inner", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_failure_with_a_cause_behind_a_cause_without_end_is_told_and_harms_nobody()
    {
        var run = Registry.Orchestrator("deep-trouble", (OrchestrationContext c, int depth) =>
            Task.FromException<int>(Enumerable.Range(0, depth).Aggregate(new IOException("the first cause"), (inner, i) => new IOException($"cause {i}", inner))));
        var healthy = Registry.Orchestrator("healthy", (OrchestrationContext c, int n) => Task.FromResult(n));
        await StartEngineAsync();

        foreach (var i in Enumerable.Range(0, 5))
        {
            Assert.Equal("cause 299", Failed(await RunAsync(run, 300)).ErrorMessage);
            Assert.Equal(i, await ResultAsync(healthy, i));
        }
    }

    [Fact]
    public async Task A_message_with_half_a_character_is_told_all_the_same()
    {
        var cut = Registry.AsyncActivity<Unit, Unit>("Cut", (_, _, _) => throw new IOException("cut off: \ud83d"));
        var run = Registry.Orchestrator("cutter", (OrchestrationContext c, Unit _) => c.CallActivityAsync(cut, Unit.Value));
        await StartEngineAsync();

        Assert.StartsWith("cut off: ", Failed(await RunAsync(run, Unit.Value)).RootCause.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_instance_harms_no_other()
    {
        var run = Registry.Orchestrator("odd-fails", (OrchestrationContext c, int n) => n % 2 == 1 ? Task.FromException<int>(new IOException("odd")) : Task.FromResult(n));
        await StartEngineAsync();

        var ended = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => RunAsync(run, i)));

        Assert.Equal(20, ended.Count(e => e.RuntimeStatus == OrchestrationRuntimeStatus.Completed));
        Assert.Equal(20, ended.Count(e => e.RuntimeStatus == OrchestrationRuntimeStatus.Failed));
    }

    private static async Task<int> ThrowAsync()
    {
        await Task.CompletedTask;
        throw new InvalidOperationException("outer", new IOException("inner"));
    }

    private static Task<int> ThrowNow() => throw new InvalidOperationException("now");

    private static Unit Throw() => throw new InvalidOperationException("outer", new IOException("inner"));
}
