using System.Text.Json;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Gates;

/// <summary>
/// A run stops here until a human decides: tell those who may decide -> wait for the external event <c>decision</c>, a reminder or the
/// deadline -> hold the decision against the rules and against what is shown now -> put it on record -> end.
/// </summary>
public sealed class GateOrchestrator : IOrchestrator<GateInput, GateOutcome>
{
    /// <summary>Name of the external event that carries a <see cref="GateDecision"/>.</summary>
    public const string DecisionEvent = "decision";

    /// <summary>Name and types.</summary>
    public static OrchestratorDefinition<GateInput, GateOutcome> Definition { get; } = new("gate");

    /// <summary>Opens a gate and waits for how it ends.</summary>
    public static Task<GateOutcome> AskAsync(OrchestrationContext context, GateInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        return context.CallSubOrchestratorAsync(
            Definition, input, new SubOrchestrationOptions(GateInput.IdOf(input.RunId, input.Name, input.Round)));
    }

    /// <inheritdoc />
    public async Task<GateOutcome> RunAsync(OrchestrationContext context, GateInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var gate = new GateProgress(context, input);
        var remindAt = context.CurrentUtcDateTime + input.Rules.RemindEvery;
        gate.Show();
        await gate.RecordAsync("gate-opened");
        _ = gate.NotifyAsync(GateNoticeKind.Opened);

        while (true)
        {
            var decision = await NextAsync(context, gate.Status.DeadlineAt?.UtcDateTime, remindAt);
            if (decision is not null)
            {
                await DecideAsync(gate, decision);
            }
            else if (gate.Status.DeadlineAt?.UtcDateTime <= context.CurrentUtcDateTime)
            {
                await ExpireAsync(gate, input.Rules);
            }
            else if (remindAt <= context.CurrentUtcDateTime)
            {
                remindAt = context.CurrentUtcDateTime + input.Rules.RemindEvery;
                _ = gate.NotifyAsync(GateNoticeKind.Reminder);
            }

            gate.Show();
            if (gate.Status.State != GateState.Open)
            {
                return Outcome(gate.Status);
            }
        }
    }

    // Null when it is time for a reminder, the deadline has passed, or what came is no decision: whoever can raise events may raise anything.
    private static async Task<GateDecision?> NextAsync(OrchestrationContext context, DateTime? deadline, DateTime? remindAt)
    {
        var wake = deadline is null || remindAt < deadline ? remindAt : deadline;
        var left = wake - context.CurrentUtcDateTime;
        try
        {
            var decision = left is { } time
                ? await context.WaitForExternalEvent<GateDecision>(DecisionEvent, time > TimeSpan.Zero ? time : TimeSpan.Zero)
                : await context.WaitForExternalEvent<GateDecision>(DecisionEvent);
            return decision is { Id: not null, By: not null, Channel: not null, ContentHash: not null, Roles: not null } ? decision : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (JsonException unreadable)
        {
            context.Logger.Log(LogSeverity.Warning, "Gate {Gate} was sent something that is no decision: {Reason}", context.InstanceId, unreadable.Message);
            return null;
        }
    }

    private static async Task DecideAsync(GateProgress gate, GateDecision decision)
    {
        if (!gate.IsNew(decision))
        {
            return;
        }

        if (GateRuling.Refusal(gate.Status, decision) is { } reason)
        {
            gate.Refuse(decision, reason);
            await gate.RecordAsync("decision-void", decision, reason);
            return;
        }

        var now = await gate.ReadSubjectAsync();
        if (now.ContentHash != gate.Status.ContentHash)
        {
            gate.Change(now);
            gate.Refuse(decision, GateRuling.Stale);
            await gate.RecordAsync("decision-void", decision, "the content has changed");
            _ = gate.NotifyAsync(GateNoticeKind.Changed);
            return;
        }

        await gate.RecordAsync("decision", decision);
        gate.Take(decision);
    }

    private static async Task ExpireAsync(GateProgress gate, GateRules rules)
    {
        switch (rules.AtDeadline)
        {
            case GateDeadlineAction.Escalate when !gate.Status.Escalated:
                gate.Escalate(rules.Deadline!.Value);
                await gate.RecordAsync("gate-escalated");
                _ = gate.NotifyAsync(GateNoticeKind.Escalated);
                break;
            case GateDeadlineAction.Wait:
                gate.WaitOn();
                await gate.RecordAsync("gate-deadline-passed");
                break;
            default:
                gate.Expire();
                await gate.RecordAsync("gate-expired");
                break;
        }
    }

    private static GateOutcome Outcome(GateStatus gate) => gate.State == GateState.Expired
        ? new GateOutcome(GateDecisionKind.Reject, gate.State, [], gate.Subject)
        : new GateOutcome(gate.Taken[^1].Kind, gate.State, gate.Taken, gate.Subject);
}
