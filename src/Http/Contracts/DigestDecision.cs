namespace Workflows.Http.Contracts;

/// <summary>A decision.</summary>
/// <param name="GateId">Where.</param>
/// <param name="RunId">The run that waited.</param>
/// <param name="Title">What was decided on.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="By">By whom.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Text">What was said; null for nothing.</param>
public sealed record DigestDecision(string GateId, string RunId, string Title, string Decision, string By, DateTime At, string? Text);
