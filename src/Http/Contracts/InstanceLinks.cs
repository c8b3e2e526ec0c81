namespace Workflows.Http.Contracts;

/// <summary>The answer to a start: the addresses by which an instance is managed, named as Durable Functions names them.</summary>
public sealed record InstanceLinks(
    string Id,
    string StatusQueryGetUri,
    string SendEventPostUri,
    string TerminatePostUri,
    string PurgeHistoryDeleteUri,
    string? RestartPostUri,
    string SuspendPostUri,
    string ResumePostUri,
    string? RewindPostUri);
