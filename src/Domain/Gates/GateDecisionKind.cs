namespace Workflows.Domain.Gates;

/// <summary>What a human may answer at a gate. Each gate allows some of them.</summary>
public enum GateDecisionKind
{
    /// <summary>Go on. With a text: go on, and take this in ("approve, but add …").</summary>
    Approve,

    /// <summary>End the run as rejected, which is a result and not a failure.</summary>
    Reject,

    /// <summary>Do it again with this text.</summary>
    RequestChanges,

    /// <summary>The answer to a question, as a text.</summary>
    Answer,

    /// <summary>Take this artifact in the place of the one that was shown.</summary>
    EditArtifact,

    /// <summary>Raise the budget and go on; the text is the amount.</summary>
    RaiseBudget,

    /// <summary>Go back to an earlier step, which the text names.</summary>
    SendBack,
}
