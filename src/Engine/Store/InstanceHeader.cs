namespace Workflows.Engine.Store;

/// <summary>What does not change during an execution.</summary>
internal sealed record InstanceHeader(long Key, string Id, string Name, int Execution, ParentLink? Parent, string? Input);
