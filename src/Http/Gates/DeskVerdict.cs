namespace Workflows.Http.Gates;

/// <summary>What became of a decision.</summary>
internal enum DeskVerdict
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>It has been delivered before; nothing was done now.</summary>
    Repeated,

    /// <summary>It is durable, and the gate has not looked at it yet.</summary>
    Accepted,

    /// <summary>What was shown has changed.</summary>
    Void,

    /// <summary>Somebody else, or the same person, has decided before.</summary>
    AlreadyDecided,

    /// <summary>This person may not decide here.</summary>
    NotAllowed,

    /// <summary>The gate does not take this decision, or its text is missing or wrong.</summary>
    Invalid,

    /// <summary>The gate ended without a decision.</summary>
    Over,

    /// <summary>There is no such gate.</summary>
    Unknown,
}
