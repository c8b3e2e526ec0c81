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
