using Workflows.Domain.Gates;

namespace Workflows.Http.Gates;

/// <summary>A decision as a channel understood it, before the desk has looked at it.</summary>
/// <param name="Kind">What is decided.</param>
/// <param name="By">Who decides.</param>
/// <param name="Channel">Where.</param>
/// <param name="ContentHash">Hash of what was shown, all 64 digits.</param>
internal sealed record DecisionDraft(GateDecisionKind Kind, string By, string Channel, string ContentHash)
{
    /// <summary>The change, answer, amount or step.</summary>
    public string? Text { get; init; }

    /// <summary>Roles of the one who decides.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The same for every delivery of the same decision; null where a channel delivers none twice.</summary>
    public string? Id { get; init; }
}
