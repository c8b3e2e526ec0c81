namespace Workflows.Activities.Audit;

/// <summary>What a check of the audit log found.</summary>
/// <param name="Location">Where the log lies.</param>
/// <param name="Entries">How many entries follow on each other without a fault, from the first.</param>
/// <param name="Runs">Of how many runs they tell.</param>
/// <param name="Last">The last of them: to be noted elsewhere, if it must bind whoever can write the log.</param>
/// <param name="Fault">The first fault; null when there is none.</param>
/// <param name="AfterHead">Entries that the head does not name yet: appended at this moment, or just before a crash.</param>
/// <param name="UnfinishedBytes">Bytes of a last line that has no end yet: a write that is under way, or that a crash broke off. Nobody was told that it was done.</param>
public sealed record AuditReport(string Location, long Entries, int Runs, AuditAnchor Last, AuditFault? Fault, long AfterHead, long UnfinishedBytes)
{
    /// <summary>Whether all is as it was written.</summary>
    public bool IsIntact => Fault is null;
}
