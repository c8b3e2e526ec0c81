using Workflows.Activities.Audit;

namespace Workflows.Local.Output;

/// <summary>What <c>audit verify</c> prints.</summary>
/// <param name="Intact">Whether all is as it was written.</param>
/// <param name="Location">Where the log lies.</param>
/// <param name="Entries">Entries without a fault, from the first.</param>
/// <param name="Runs">Of how many runs.</param>
/// <param name="Anchor">The last of them, <c>SEQUENCE:HASH</c>, to be noted elsewhere.</param>
/// <param name="FirstBad">The entry that is bad or missing.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="AfterHead">Entries that the head does not name yet.</param>
/// <param name="UnfinishedBytes">Bytes of a write that is under way or was broken off.</param>
internal sealed record AuditVerdict(
    bool Intact, string Location, long Entries, int Runs, string Anchor, long? FirstBad, string? Problem, long AfterHead, long UnfinishedBytes)
{
    public static AuditVerdict Of(AuditReport report) => new(
        report.IsIntact, report.Location, report.Entries, report.Runs, report.Last.ToString(), report.Fault?.Sequence, report.Fault?.Problem,
        report.AfterHead, report.UnfinishedBytes);
}
