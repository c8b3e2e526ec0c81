using Workflows.Domain.Gates;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>What time does at a gate: it reminds, escalates and rejects, and never approves.</summary>
public abstract class GateDeadlineContract<THost> : GateContract<THost> where THost : EmbeddedHost, new()
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly GateRules Escalating = new()
    {
        Users = ["alice"],
        EscalateTo = ["deputy"],
        Deadline = Day,
        AtDeadline = GateDeadlineAction.Escalate,
    };

    [Fact]
    public async Task At_its_deadline_a_gate_is_rejected_by_nobody()
    {
        await OpenAndShowAsync(new GateRules { Deadline = Day, Quorum = 2 });
        await ApproveAsync("alice");
        await WaitsAsync(2);
        Time.Advance(Day - Moment);
        Assert.Equal(GateState.Open, (await StatusAsync()).State);

        Time.Advance(Moment);

        var outcome = await OutcomeAsync();
        Assert.Equal((GateDecisionKind.Reject, GateState.Expired, "the deadline"), (outcome.Kind, outcome.State, outcome.By));
        Assert.Empty(outcome.Decisions);
        Assert.Equal(["gate-opened", "decision", "gate-expired"], World.Audit.Select(note => note.Kind));
        Assert.NotNull(GateRuling.Refusal(await StatusAsync(), Decision(GateDecisionKind.Approve, "bob")));
    }

    [Fact]
    public async Task Those_to_whom_it_escalates_decide_after_it_and_not_before()
    {
        await OpenAndShowAsync(Escalating);
        Assert.Contains("deputy may not decide", Assert.Single((await ApproveAsync("deputy")).Void).Reason, StringComparison.Ordinal);
        await WaitsAsync(2);

        Time.Advance(Day);
        await NoticesAsync(2);
        Assert.Equal((GateNoticeKind.Escalated, true), (World.Notices.Last().Kind, World.Notices.Last().Gate.Escalated));
        await StatusAsync(gate => gate.Escalated, "the escalation");
        await ApproveAsync("Deputy");

        Assert.Equal((GateDecisionKind.Approve, "Deputy"), ((await OutcomeAsync()).Kind, World.WentOn.Single().By));
        Assert.Equal(["gate-opened", "decision-void", "gate-escalated", "decision"], World.Audit.Select(note => note.Kind));
    }

    [Fact]
    public async Task A_second_deadline_after_the_escalation_rejects()
    {
        await OpenAndShowAsync(Escalating);
        await WaitsAsync(1);
        Time.Advance(Day);
        await StatusAsync(gate => gate.Escalated, "the escalation");
        await WaitsAsync(2);
        Time.Advance(Day - Moment);
        Assert.Equal(GateState.Open, (await StatusAsync()).State);

        Time.Advance(Moment);

        Assert.Equal(GateState.Expired, (await OutcomeAsync()).State);
        Assert.Equal(["gate-opened", "gate-escalated", "gate-expired"], World.Audit.Select(note => note.Kind));
    }

    [Fact]
    public async Task After_a_host_was_down_for_days_those_to_whom_it_escalates_still_have_their_time()
    {
        await OpenAndShowAsync(Escalating);
        await WaitsAsync(1);
        await Host.StopAsync();
        Time.Advance(5 * Day);
        await StartEngineAsync();

        var gate = await StatusAsync(gate => gate.Escalated, "the escalation");

        Assert.Equal((GateState.Open, Time.GetUtcNow() + Day), (gate.State, gate.DeadlineAt));
        await ApproveAsync("deputy");
        Assert.Equal("deputy", (await OutcomeAsync()).By);
    }

    [Fact]
    public async Task A_gate_that_waits_on_shows_that_its_deadline_has_passed_and_is_decided_later()
    {
        await OpenAndShowAsync(new GateRules { Deadline = Day, AtDeadline = GateDeadlineAction.Wait });
        await WaitsAsync(1);

        Time.Advance(Day);
        Assert.Equal(GateState.Open, (await StatusAsync(gate => gate.DeadlineAt is null, "the deadline has passed")).State);
        Time.Advance(100 * Day);
        await ApproveAsync("alice");

        Assert.Equal(GateDecisionKind.Approve, (await OutcomeAsync()).Kind);
        Assert.Equal(["gate-opened", "gate-deadline-passed", "decision"], World.Audit.Select(note => note.Kind));
    }

    [Fact]
    public async Task Reminders_come_at_their_times_and_none_after_the_end()
    {
        await OpenAndShowAsync(new GateRules { RemindEvery = TimeSpan.FromHours(8), Deadline = Day });
        await NoticesAsync(1);
        for (var reminder = 1; reminder <= 2; reminder++)
        {
            await WaitsAsync(reminder);
            Time.Advance(TimeSpan.FromHours(8) - Moment);
            Assert.Equal(reminder, World.Notices.Count);
            Time.Advance(Moment);
            await NoticesAsync(reminder + 1);
        }

        await ApproveAsync("alice");
        await OutcomeAsync();
        Time.Advance(10 * Day);
        await RestartEngineAsync();

        Assert.Equal([GateNoticeKind.Opened, GateNoticeKind.Reminder, GateNoticeKind.Reminder], World.Notices.Select(notice => notice.Kind));
        Assert.Equal([1, 2, 3], World.Notices.Select(notice => notice.Number));
    }

    [Fact]
    public async Task A_reminder_and_a_deadline_at_the_same_time_are_a_deadline()
    {
        await OpenAndShowAsync(new GateRules { RemindEvery = Day, Deadline = Day });
        await NoticesAsync(1);
        await WaitsAsync(1);

        Time.Advance(Day);

        Assert.Equal(GateState.Expired, (await OutcomeAsync()).State);
        Assert.Single(World.Notices);
    }

    [Fact]
    public async Task A_refused_decision_does_not_put_off_reminder_or_deadline()
    {
        await OpenAndShowAsync(new GateRules { Users = ["alice"], RemindEvery = Day / 2, Deadline = Day });
        await NoticesAsync(1);
        await WaitsAsync(1);
        Time.Advance(Day / 4);
        await ApproveAsync("mallory");
        await WaitsAsync(2);

        Time.Advance(Day / 4);
        await NoticesAsync(2);
        await WaitsAsync(3);
        Time.Advance(Day / 2);

        Assert.Equal(GateState.Expired, (await OutcomeAsync()).State);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_delivered_is_given_up_and_the_gate_stays()
    {
        World.ReceiverIsDown = true;
        await OpenAndShowAsync(new GateRules());
        for (var attempt = 1; attempt < 6; attempt++)
        {
            await WaitsAsync(attempt);
            Time.Advance(TimeSpan.FromHours(1));
            await Eventually.TrueAsync(() => World.Attempts.Count == attempt + 1, Patience, $"attempt {attempt + 1}");
        }

        Time.Advance(10 * Day);
        await ApproveAsync("alice");

        Assert.Equal(GateDecisionKind.Approve, (await OutcomeAsync()).Kind);
        Assert.Equal(6, World.Attempts.Count);
        Assert.All(World.Attempts, notice => Assert.Equal(1, notice.Number));
    }

    [Fact]
    public async Task A_notice_that_is_still_tried_when_the_gate_ends_is_tried_no_more()
    {
        World.ReceiverIsDown = true;
        await OpenAndShowAsync(new GateRules());
        await WaitsAsync(1);
        await ApproveAsync("alice");
        await OutcomeAsync();

        Time.Advance(Day);
        await RestartEngineAsync();

        Assert.Single(World.Attempts);
    }
}
