using Workflows.Domain.SourceControl;

namespace Workflows.Http.Contracts;

/// <summary>What became of tests that were to be committed.</summary>
/// <param name="Decision">What was decided at last: approve or reject.</param>
/// <param name="By">Who decided.</param>
/// <param name="Text">What they said; null for nothing.</param>
/// <param name="Reviews">How many decisions it took.</param>
/// <param name="Commit">Where the tests are; null when they were rejected.</param>
public sealed record RunDelivery(string Decision, string By, string? Text, int Reviews, CommitResult? Commit)
{
    /// <summary>That the commit was taken back; null while it stands.</summary>
    public RunRevert? Revert { get; init; }

    /// <summary>Where a POST takes the commit back; null where there is none, or it was taken back.</summary>
    public string? RevertUrl { get; init; }

    /// <summary>That the commit is being taken back, or why the last try did not; null for neither.</summary>
    public string? RevertNote { get; init; }
}
