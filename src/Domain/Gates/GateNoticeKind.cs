namespace Workflows.Domain.Gates;

/// <summary>Why people are told of a gate.</summary>
public enum GateNoticeKind
{
    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>It still waits.</summary>
    Reminder,

    /// <summary>Nobody decided in time; more people may decide now.</summary>
    Escalated,

    /// <summary>What was shown has changed; decisions on the old content are void.</summary>
    Changed,

    /// <summary>It was decided, or its deadline ended it.</summary>
    Ended,
}
