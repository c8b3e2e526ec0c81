namespace Workflows.Activities.Audit;

/// <summary>The last entry of a run.</summary>
/// <param name="Sequence">Its place within the run; 0 when there is none.</param>
/// <param name="Hash">Its hash.</param>
internal readonly record struct AuditRunEnd(long Sequence, AuditDigest Hash);
