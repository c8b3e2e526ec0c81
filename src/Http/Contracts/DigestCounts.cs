namespace Workflows.Http.Contracts;

/// <summary>How many there are of each kind.</summary>
/// <param name="Finished">Runs that ended with a result.</param>
/// <param name="Failed">Runs that failed.</param>
/// <param name="Rejected">Runs that were rejected.</param>
/// <param name="Terminated">Runs that were ended by an operator.</param>
/// <param name="Waiting">Gates that wait.</param>
/// <param name="Running">Runs at work or paused.</param>
/// <param name="Decisions">Decisions that count.</param>
/// <param name="Commits">Commits.</param>
/// <param name="Risks">What somebody should look at.</param>
public sealed record DigestCounts(int Finished, int Failed, int Rejected, int Terminated, int Waiting, int Running, int Decisions, int Commits, int Risks);
