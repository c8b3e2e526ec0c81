namespace Workflows.Domain.Gates;

/// <summary>What became of reading a signed link.</summary>
/// <param name="Link">What it says; null when it is refused.</param>
/// <param name="Problem">Why it is refused, as a sentence for the person who opened it; null when it is good.</param>
public sealed record GateLinkReading(GateLink? Link, string? Problem)
{
    /// <summary>Whether it is refused because its time is over, and for nothing else.</summary>
    public bool HasExpired { get; init; }
}
