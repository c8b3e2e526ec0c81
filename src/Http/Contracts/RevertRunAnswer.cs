namespace Workflows.Http.Contracts;

/// <summary>Where a revert that was not refused stands.</summary>
/// <param name="RunId">The run whose commit is taken back.</param>
/// <param name="RevertId">The instance that does it; it is told and listed like a run.</param>
/// <param name="State"><c>reverted</c>, or <c>running</c> while it is not done.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="Branch">The branch.</param>
/// <param name="RevertedSha">The commit that is taken back.</param>
/// <param name="Sha">The commit that takes it back; null while it is not done.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When they asked (UTC).</param>
public sealed record RevertRunAnswer(
    string RunId, string RevertId, string State, string Detail, string Branch, string RevertedSha, string? Sha, string By, DateTime At);
