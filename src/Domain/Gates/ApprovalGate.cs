using System.Globalization;
using Workflows.Domain.Audit;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Gates;

/// <summary>Asks a human for a yes, a no or changes, for any workflow; or approves by itself where that is wanted, and puts on record that nobody was asked.</summary>
internal static class ApprovalGate
{
    private const string AutoApprover = "auto-approve";

    private static readonly TaskOptions Patient = new(new RetryPolicy(5, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 3 });

    /// <summary>Asks, or approves by itself.</summary>
    /// <param name="context">The run.</param>
    /// <param name="gate">The question.</param>
    /// <param name="autoApprove">Whether nobody is asked.</param>
    /// <param name="autoKey">Tells automatic approvals of the same run and moment apart.</param>
    public static Task<GateOutcome> AskAsync(OrchestrationContext context, GateInput gate, bool autoApprove, string autoKey) =>
        autoApprove ? ApproveAsync(context, gate, autoKey) : GateOrchestrator.AskAsync(context, gate);

    /// <summary>
    /// The rules of a review. What a workflow would not know to act on is not offered, the last review is for a yes or a no (changes that nobody
    /// may look at any more are not asked for), and a gate that leaves nothing to choose can be rejected.
    /// </summary>
    public static GateRules RulesOf(GateRules rules, bool isLast)
    {
        List<GateDecisionKind> offered = [.. rules.Decisions.Where(kind =>
            kind is GateDecisionKind.Approve or GateDecisionKind.Reject || (kind == GateDecisionKind.RequestChanges && !isLast))];
        return rules with { Decisions = offered.Count > 0 ? offered : [GateDecisionKind.Reject] };
    }

    private static async Task<GateOutcome> ApproveAsync(OrchestrationContext context, GateInput gate, string key)
    {
        var now = context.CurrentUtcDateTime;
        var decision = new GateDecision(
            string.Create(CultureInfo.InvariantCulture, $"{context.InstanceId}/{now.Ticks}/{GateDecision.AutoChannel}/{key}"), GateDecisionKind.Approve,
            AutoApprover, GateDecision.AutoChannel, gate.Subject.ContentHash, new DateTimeOffset(now, TimeSpan.Zero));
        await context.CallActivityAsync(
            AuditActivities.RecordAudit,
            new AuditNote(decision.Id, context.InstanceId, "decision", new Dictionary<string, string>
            {
                ["name"] = gate.Name,
                ["decision"] = decision.Kind.ToString(),
                ["by"] = decision.By,
                ["channel"] = decision.Channel,
                ["contentHash"] = decision.ContentHash,
            }),
            Patient);
        return new GateOutcome(decision.Kind, GateState.Decided, [decision], gate.Subject);
    }
}
