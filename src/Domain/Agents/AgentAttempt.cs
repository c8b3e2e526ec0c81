namespace Workflows.Domain.Agents;

/// <summary>An attempt at a turn that failed (row R12).</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Attempt">Which attempt it was, from 1; 0 for trouble of the infrastructure, which counts for none.</param>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Reason">What happened, in one line.</param>
/// <param name="At">When (UTC).</param>
/// <param name="DelaySeconds">The wait that followed; null where no further attempt was made.</param>
public sealed record AgentAttempt(int Turn, int Attempt, AgentFailureKind Kind, string Reason, DateTimeOffset At, double? DelaySeconds);
