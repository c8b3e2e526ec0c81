using System.Text.Json.Serialization;
using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Gates;

/// <summary>A decision, as a channel delivers it: the payload of the gate's external event <c>decision</c>.</summary>
/// <param name="Id">New for every decision; a repeated delivery has the same.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="By">Who decided, as the channel knows it: a user, a GitHub login, the approver of a link.</param>
/// <param name="Channel">Where: <c>http</c>, <c>link</c>, <c>cli</c>, <c>github</c>, <c>webhook</c>, <c>auto</c>.</param>
/// <param name="ContentHash">Hash of what was shown to the one who decided.</param>
/// <param name="At">When the channel took it (UTC).</param>
public sealed record GateDecision(
    [property: JsonRequired] string Id,
    [property: JsonRequired] GateDecisionKind Kind,
    [property: JsonRequired] string By,
    [property: JsonRequired] string Channel,
    [property: JsonRequired] string ContentHash,
    DateTimeOffset At)
{
    /// <summary>The channel of decisions that no human took: where nobody is to be asked, or what was asked for has come from elsewhere.</summary>
    public const string AutoChannel = "auto";

    /// <summary>Longest text, in characters.</summary>
    public const int MostText = 4000;

    /// <summary>Longest id, channel, and name of who decided, in characters.</summary>
    public const int MostName = 100;

    /// <summary>The change, answer, amount or step; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>Roles of the one who decided, where the channel knows any.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The artifact that takes the place of the one with the same name, for <see cref="GateDecisionKind.EditArtifact"/>.</summary>
    public ArtifactRef? Edited { get; init; }
}
