using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;
using Workflows.Functions.Tests.Contract;

namespace Workflows.Functions.Tests.Adapters;

/// <summary>Where Durable Functions is not as the embedded engine is: the rows of docs/azure-engines.md that code decides.</summary>
public sealed class ContextAdapterTests : EngineContract<AdapterHost>
{
    [Fact]
    public async Task An_instance_ends_when_the_last_activity_that_it_asked_for_has()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, int n, CancellationToken stop) =>
        {
            begun.TrySetResult();
            await release.Task.WaitAsync(stop);
            return n;
        });
        var run = Registry.Orchestrator("leaves", (OrchestrationContext c, int n) =>
        {
            _ = c.CallActivityAsync(slow, n);
            return Task.FromResult(n);
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 7);
        await begun.Task.WaitAsync(Patience);

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await InstanceAsync(id)).RuntimeStatus);
        release.SetResult();

        Assert.Equal(7, Completed<int>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task Timers_that_are_left_over_hold_nobody_up()
    {
        var run = Registry.Orchestrator("sleeper", (OrchestrationContext c, int n) =>
        {
            _ = c.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            _ = c.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return Task.FromResult(n);
        });
        await StartEngineAsync();

        Assert.Equal(7, await ResultAsync(run, 7));
    }

    [Fact]
    public async Task A_time_without_a_kind_is_UTC_wherever_the_machine_stands()
    {
        var run = Registry.Orchestrator("kindless", async (OrchestrationContext c, int milliseconds) =>
        {
            var begun = c.CurrentUtcDateTime;
            await c.CreateTimer(DateTime.SpecifyKind(begun.AddMilliseconds(milliseconds), DateTimeKind.Unspecified), CancellationToken.None);
            return (c.CurrentUtcDateTime - begun).TotalMilliseconds;
        });
        await StartEngineAsync();

        Assert.InRange(await ResultAsync(run, 60), 60, 20_000);
    }

    [Fact]
    public async Task What_waits_for_a_left_over_timer_does_not_run_when_the_orchestrator_has_ended()
    {
        var ran = 0;
        var note = Registry.Activity("Note", (int n) => Interlocked.Increment(ref ran));
        var run = Registry.Orchestrator("left", (OrchestrationContext c, int n) =>
        {
            _ = LaterAsync(c);
            return Task.FromResult(n);
        });
        await StartEngineAsync();

        Assert.Equal(7, await ResultAsync(run, 7));
        Assert.Equal(0, ran);

        async Task LaterAsync(OrchestrationContext c)
        {
            try
            {
                await c.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            }
            finally
            {
                await c.CallActivityAsync(note, 1);
            }
        }
    }

    [Fact]
    public async Task A_custom_status_that_no_column_holds_fails_the_call_and_not_the_turn()
    {
        var run = Registry.Orchestrator("wordy", (OrchestrationContext c, int n) =>
        {
            try
            {
                c.SetCustomStatus(new string('x', n));
                return Task.FromResult("stored");
            }
            catch (PayloadTooLargeException exception)
            {
                return Task.FromResult(exception.Message);
            }
        });
        await StartEngineAsync();

        Assert.Equal("stored", await ResultAsync(run, 8_000));
        Assert.Contains("8,192", await ResultAsync(run, 9_000), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_a_child_that_was_caused_by_a_task_reaches_the_parent_with_all_its_causes()
    {
        var fail = Registry.AsyncActivity<Unit, Unit>(
            "Fail", (_, _, _) => throw new InvalidOperationException("outer", new IOException("inner")));
        var child = Registry.Orchestrator("child", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                return await c.CallActivityAsync(fail, Unit.Value);
            }
            catch (TaskFailedException failed)
            {
                throw new InvalidDataException("gave up", failed);
            }
        });
        var parent = Registry.Orchestrator("parent", async (OrchestrationContext c, Unit _) =>
        {
            try
            {
                await c.CallSubOrchestratorAsync(child, Unit.Value);
                return "";
            }
            catch (TaskFailedException failed)
            {
                return failed.FailureDetails.ToString();
            }
        });
        await StartEngineAsync();

        var told = await ResultAsync(parent, Unit.Value);

        Assert.StartsWith("System.IO.InvalidDataException: gave up <- Workflows.Domain.Orchestration.TaskFailedException: ", told, StringComparison.Ordinal);
        Assert.EndsWith("System.InvalidOperationException: outer <- System.IO.IOException: inner", told, StringComparison.Ordinal);
    }
}
