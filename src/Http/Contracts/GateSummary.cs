namespace Workflows.Http.Contracts;

/// <summary>A gate in a list.</summary>
/// <param name="GateId">Its id.</param>
/// <param name="RunId">The run that waits.</param>
/// <param name="Workflow">The run's workflow.</param>
/// <param name="Name">Which gate of the workflow it is.</param>
/// <param name="Round">Which time it is asked, from 1.</param>
/// <param name="State">Open, Decided, Expired, or Ended (by an operator, without a decision).</param>
/// <param name="Title">What is to be decided on, in one line.</param>
/// <param name="Decisions">The decisions that it allows.</param>
/// <param name="ContentHash">Hash of what it shows now; a decision must carry it.</param>
/// <param name="OpenedAt">When it was opened (UTC).</param>
/// <param name="DeadlineAt">When it is over (UTC); null for never.</param>
/// <param name="Approvals">Approvals that count so far, or 1 for the decision that ended it.</param>
/// <param name="Quorum">Approvals that it needs.</param>
/// <param name="Url">Where all of it is told.</param>
public sealed record GateSummary(
    string GateId, string RunId, string Workflow, string Name, int Round, string State, string Title, IReadOnlyList<string> Decisions,
    string ContentHash, DateTime OpenedAt, DateTime? DeadlineAt, int Approvals, int Quorum, string? Url)
{
    /// <summary>What its run was forked from; null for a run that is no fork.</summary>
    public RunFork? ForkedFrom { get; init; }
}
