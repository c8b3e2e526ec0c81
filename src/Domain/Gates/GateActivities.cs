using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Gates;

/// <summary>The activities that <see cref="GateOrchestrator"/> calls, beside the audit.</summary>
public static class GateActivities
{
    /// <summary>Reads the subject anew: the same items with the hashes that the store has now. An item that has gone gets an empty hash.</summary>
    public static ActivityDefinition<GateSubject, GateSubject> ReadSubject { get; } = new("ReadSubject");

    /// <summary>Tells those who may decide, by the configured webhooks, with a signed link for each.</summary>
    public static ActivityDefinition<GateNotice, Unit> NotifyGate { get; } = new("NotifyGate");
}
