namespace Workflows.Domain.Gates;

/// <summary>Where a gate stands.</summary>
public enum GateState
{
    /// <summary>It waits for a decision.</summary>
    Open,

    /// <summary>It was decided.</summary>
    Decided,

    /// <summary>Its deadline ended it.</summary>
    Expired,
}
