namespace Workflows.Http.Contracts;

/// <summary>A decision of another system.</summary>
/// <param name="GateId">The gate.</param>
/// <param name="Decision">As in <see cref="GateDecisionRequest"/>.</param>
/// <param name="ContentHash">Hash of what was shown.</param>
/// <param name="By">Who decided there.</param>
/// <param name="Text">The change, answer, amount or step.</param>
public sealed record GateWebhookBody(string? GateId, string? Decision, string? ContentHash, string? By, string? Text = null);
