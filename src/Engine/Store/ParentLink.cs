namespace Workflows.Engine.Store;

/// <summary>Where a sub-orchestration's result goes.</summary>
internal sealed record ParentLink(long Key, int Execution, int Task, string Id, string Name);
