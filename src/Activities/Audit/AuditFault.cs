namespace Workflows.Activities.Audit;

/// <summary>The first place where the audit log is not what was written.</summary>
/// <param name="Sequence">The entry that is bad, or missing.</param>
/// <param name="Problem">What is wrong with it, as a sentence.</param>
public sealed record AuditFault(long Sequence, string Problem);
