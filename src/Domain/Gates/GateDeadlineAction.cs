namespace Workflows.Domain.Gates;

/// <summary>What happens when nobody has decided in time. Nothing is ever approved by silence.</summary>
public enum GateDeadlineAction
{
    /// <summary>The gate ends as rejected, with the deadline as the reason.</summary>
    Reject,

    /// <summary>Those to whom it escalates are told and may decide, too; a second deadline of the same length then rejects.</summary>
    Escalate,

    /// <summary>The gate stays open; the passed deadline is shown.</summary>
    Wait,
}
