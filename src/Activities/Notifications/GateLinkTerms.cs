using Workflows.Domain.Gates;

namespace Workflows.Activities.Notifications;

/// <summary>What a link to a gate may do, the same whoever sends it.</summary>
public static class GateLinkTerms
{
    /// <summary>The link for one approver: what the gate shows now, and the decisions that need no file.</summary>
    /// <param name="gateId">The gate's instance.</param>
    /// <param name="gate">The gate as it stands.</param>
    /// <param name="approver">In whose name it decides.</param>
    /// <param name="expiresAt">When it ends at the latest (UTC); sooner where the gate itself is over sooner.</param>
    public static GateLink For(string gateId, GateStatus gate, string approver, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(gate);
        var over = gate.Rules.AtDeadline == GateDeadlineAction.Reject ? gate.DeadlineAt : null;
        return new GateLink(
            gateId, gate.ContentHash, [.. gate.Rules.Decisions.Where(kind => kind != GateDecisionKind.EditArtifact)], approver,
            over < expiresAt ? over.Value : expiresAt);
    }
}
