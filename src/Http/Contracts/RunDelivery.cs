using Workflows.Domain.SourceControl;

namespace Workflows.Http.Contracts;

/// <summary>What became of tests that were to be committed.</summary>
/// <param name="Decision">What was decided at last: approve or reject.</param>
/// <param name="By">Who decided.</param>
/// <param name="Text">What they said; null for nothing.</param>
/// <param name="Reviews">How many decisions it took.</param>
/// <param name="Commit">Where the tests are; null when they were rejected.</param>
public sealed record RunDelivery(string Decision, string By, string? Text, int Reviews, CommitResult? Commit);
