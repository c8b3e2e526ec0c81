using System.Collections.Concurrent;
using Workflows.Domain.Orchestration;
using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>
/// Here an execution ends with its orchestrator, whatever it has left open. The port does not promise that: Durable Functions lets it
/// end when the last activity and the last sub-orchestration that it asked for have.
/// </summary>
public abstract class OpenTasksContract<THost> : EngineContract<THost> where THost : EngineHost, new()
{
    [Fact]
    public async Task What_the_old_execution_left_unfinished_does_not_reach_the_new_one()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = Registry.AsyncActivity("Slow", async (ActivityContext _, string answer, CancellationToken stop) =>
        {
            if (answer == "old")
            {
                await release.Task.WaitAsync(stop);
            }

            return answer;
        });
        var run = Registry.Orchestrator("left-over", async (OrchestrationContext c, int generation) =>
        {
            var call = c.CallActivityAsync(slow, generation == 0 ? "old" : "new");
            if (generation == 0)
            {
                c.ContinueAsNew(1);
                return "";
            }

            c.SetCustomStatus("second");
            await c.WaitForExternalEvent<Unit>("gate");
            return await call;
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, 0);
        await CustomStatusAsync(id, "second");
        release.SetResult();

        await RaiseAsync(id, "gate", Unit.Value);

        Assert.Equal("new", Completed<string>(await EndOfAsync(id)));
    }

    [Fact]
    public async Task A_call_that_the_rewind_undid_does_not_answer_the_call_that_took_its_number()
    {
        var broken = true;
        var ran = new ConcurrentQueue<string>();
        var bad = Registry.Activity("Bad", (string s) => Volatile.Read(ref broken) ? throw new IOException($"{s} is broken") : s);
        var releaseOld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var releaseNew = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var oldEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gated = Registry.AsyncActivity("Gated", async (ActivityContext _, string name, CancellationToken stop) =>
        {
            ran.Enqueue(name);
            await (name == "tidied" ? releaseOld : releaseNew).Task.WaitAsync(stop);
            if (name == "tidied")
            {
                oldEnded.SetResult();
            }

            return name;
        });
        var run = Registry.Orchestrator("left", async (OrchestrationContext c, Unit none) =>
        {
            try
            {
                await c.CallActivityAsync(bad, "a");
            }
            catch (TaskFailedException)
            {
                _ = c.CallActivityAsync(gated, "tidied");
                await c.WaitForExternalEvent<Unit>("give up");
                throw;
            }

            return await c.CallActivityAsync(gated, "new");
        });
        await StartEngineAsync();
        var id = await ScheduleAsync(run, Unit.Value);
        await Eventually.TrueAsync(() => ran.Contains("tidied"), Patience, "the tidying runs");
        await RaiseAsync(id, "give up", Unit.Value);
        Failed(await EndOfAsync(id));
        Volatile.Write(ref broken, false);
        await Client.RewindAsync(id);
        await Eventually.TrueAsync(() => ran.Contains("new"), Patience, "the call that took the number runs");

        releaseOld.SetResult();
        await oldEnded.Task.WaitAsync(Patience);
        // The old result has gone its way once the run has dealt with something that came after it.
        await Client.SuspendAsync(id);
        await Client.ResumeAsync(id);
        releaseNew.SetResult();

        Assert.Equal("new", Completed<string>(await EndOfAsync(id)));
    }
}
