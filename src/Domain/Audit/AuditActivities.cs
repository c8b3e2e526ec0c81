using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Audit;

/// <summary>The activity that puts something on record.</summary>
public static class AuditActivities
{
    /// <summary>Appends to the audit log, once for each key.</summary>
    public static ActivityDefinition<AuditNote, Unit> RecordAudit { get; } = new("RecordAudit");
}
