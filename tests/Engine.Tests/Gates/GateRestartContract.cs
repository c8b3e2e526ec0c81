using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>A host that stops and starts again at any step comes to the same end, with the same on record.</summary>
public abstract class GateRestartContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    // RecordAudit and NotifyGate at the opening; ReadSubject, RecordAudit for each of two decisions; GoOn.
    private const int Calls = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_restart_in_the_middle_of_any_step_gives_the_same_end(int interrupted)
    {
        // What is interrupted here would not end by itself, so that there is no use in waiting for it.
        await Host.StopAsync();
        Host.Options = Host.Options with { DrainTimeout = TimeSpan.FromSeconds(0.5) };
        await StartEngineAsync();
        var (calls, reached) = (0, new TaskCompletionSource());
        World.Before = async (_, stop) =>
        {
            if (Interlocked.Increment(ref calls) == interrupted)
            {
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            }
        };
        var deciding = Task.Run(async () =>
        {
            await OpenAsync(new GateRules { Quorum = 2, RemindEvery = TimeSpan.FromHours(1), Deadline = TimeSpan.FromDays(1) });
            await StatusAsync();
            await RaiseAsync(Decision(GateDecisionKind.Approve, "alice"));
            await RaiseAsync(Decision(GateDecisionKind.Approve, "bob"));
        });

        await reached.Task.WaitAsync(Patience);
        await deciding;
        await RestartEngineAsync();

        var outcome = await OutcomeAsync();
        Assert.Equal((GateDecisionKind.Approve, "alice, bob"), (outcome.Kind, outcome.By));
        Assert.Equal(["gate-opened", "decision", "decision"], World.Audit.Select(note => note.Kind));
        Assert.Equal(await KeysAsync(3), World.Audit.Select(note => note.Key));
        // What was interrupted is called again with the same key, and nothing else is.
        await Eventually.TrueAsync(() => World.Notices.Count == 1, Patience, "the notice");
        Assert.Equal(Calls + 1, calls);
        Assert.Single(World.WentOn);
    }

    [Fact]
    public async Task A_restart_between_any_two_steps_gives_the_same_end()
    {
        await OpenAndShowAsync(new GateRules { Users = ["alice", "bob"], Quorum = 2, RemindEvery = TimeSpan.FromHours(1), Deadline = TimeSpan.FromDays(1) });
        await NoticesAsync(1);
        await RestartEngineAsync();
        await WaitsAsync(1);
        Time.Advance(TimeSpan.FromHours(1));
        await NoticesAsync(2);
        await RestartEngineAsync();
        await ApproveAsync("mallory");
        await RestartEngineAsync();
        var first = Decision(GateDecisionKind.Approve, "alice");
        await DecideAsync(first);
        await RestartEngineAsync();
        World.Content = SubjectOf("bbbb");
        await ApproveAsync("bob");
        await NoticesAsync(3);
        await RestartEngineAsync();
        await RaiseAsync(first);
        await ApproveAsync("alice", World.Content);
        await RestartEngineAsync();
        await ApproveAsync("bob", World.Content);

        var outcome = await OutcomeAsync();
        Assert.Equal((GateDecisionKind.Approve, "alice, bob"), (outcome.Kind, outcome.By));
        Assert.Equal(
            ["gate-opened", "decision-void", "decision", "decision-void", "decision", "decision"], World.Audit.Select(note => note.Kind));
        Assert.Equal(await KeysAsync(6), World.AuditCalls);
        Assert.Equal(Enumerable.Range(1, 3), World.Notices.Select(notice => notice.Number));
        Assert.Single(World.WentOn);
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_at_once_is_written_once_and_before_the_run_goes_on()
    {
        await OpenAndShowAsync(new GateRules());
        await NoticesAsync(1);
        var refusals = 2;
        World.Before = (activity, _) => activity == "RecordAudit" && Interlocked.Decrement(ref refusals) >= 0
            ? throw new IOException("The disk is full.")
            : Task.CompletedTask;

        await RaiseAsync(Decision(GateDecisionKind.Approve, "alice"));
        for (var wait = 1; wait <= 2; wait++)
        {
            await WaitsAsync(wait);
            Assert.Empty(World.WentOn);
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("alice", (await OutcomeAsync()).By);
        Assert.Equal(await KeysAsync(2), World.AuditCalls);
    }

    [Fact]
    public async Task A_run_that_is_started_again_asks_anew_and_keeps_its_records_apart()
    {
        await OpenAndShowAsync(new GateRules());
        await ApproveAsync("alice");
        await OutcomeAsync();
        Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(ControlResult.Accepted, (await Client.RestartAsync(RunId)).Result);
        await RecordedAsync("gate-opened", 2);
        Assert.Empty((await StatusAsync(gate => gate.State == GateState.Open, "the new gate")).Taken);
        await RaiseAsync(Decision(GateDecisionKind.Reject, "bob"));

        Assert.Equal("bob", (await OutcomeAsync()).By);
        Assert.Equal(["gate-opened", "decision", "gate-opened", "decision"], World.Audit.Select(note => note.Kind));
    }

    private async Task<IEnumerable<string>> KeysAsync(int count)
    {
        var opened = (await StatusAsync()).OpenedAt.UtcTicks;
        return Enumerable.Range(1, count).Select(number => $"{GateId}/{opened}/{number}");
    }
}
