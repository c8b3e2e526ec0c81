using System.Text.Json.Serialization;

namespace Workflows.Http.Contracts;

/// <summary>One of several decisions.</summary>
/// <param name="GateId">The gate.</param>
/// <param name="Decision">As in <see cref="GateDecisionRequest"/>.</param>
/// <param name="ContentHash">Hash of what was shown, as the inbox tells it.</param>
/// <param name="Text">The change, answer, amount or step.</param>
/// <param name="By">Who decides.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BatchDecision(string? GateId, string? Decision, string? ContentHash, string? Text = null, string? By = null);
