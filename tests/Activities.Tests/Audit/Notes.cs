using Workflows.Domain.Audit;

namespace Workflows.Activities.Tests.Audit;

/// <summary>Notes for tests.</summary>
internal static class Notes
{
    public static AuditNote Of(string key, string run = "run-1", string kind = "decision", params (string Name, string Value)[] data) =>
        new(key, run, kind, data.ToDictionary(fact => fact.Name, fact => fact.Value));
}
