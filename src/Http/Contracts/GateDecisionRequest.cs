namespace Workflows.Http.Contracts;

/// <summary>A decision over HTTP.</summary>
/// <param name="Decision">Approve, Reject, RequestChanges, Answer, RaiseBudget or SendBack; case and hyphens do not matter.</param>
/// <param name="ContentHash">Hash of what was shown, as the gate tells it.</param>
/// <param name="Text">The change, answer, amount or step.</param>
/// <param name="By">Who decides; on a host with keys the key's person, and no other; without keys <c>local</c> when it is left out.</param>
/// <param name="Channel"><c>http</c> (when it is left out) or <c>cli</c>.</param>
public sealed record GateDecisionRequest(string? Decision, string? ContentHash, string? Text = null, string? By = null, string? Channel = null);
