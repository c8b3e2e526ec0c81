namespace Workflows.Http.Gates;

/// <summary>What the desk tells a channel.</summary>
/// <param name="Verdict">What became of the decision.</param>
/// <param name="Detail">The same in a sentence for the person who decided.</param>
/// <param name="Gate">The gate as it was last seen; null when there is none.</param>
/// <param name="DecisionId">The decision; null when it was refused before it got an id.</param>
internal sealed record DeskAnswer(DeskVerdict Verdict, string Detail, GateInstance? Gate = null, string? DecisionId = null)
{
    /// <summary>The status code that fits, the same for every channel.</summary>
    public int Status => Verdict switch
    {
        DeskVerdict.Taken or DeskVerdict.Repeated => 200,
        DeskVerdict.Accepted => 202,
        DeskVerdict.NotAllowed => 403,
        DeskVerdict.Unknown => 404,
        DeskVerdict.Void or DeskVerdict.AlreadyDecided => 409,
        DeskVerdict.Over => 410,
        _ => 422,
    };
}
