namespace Workflows.Engine.Hub;

/// <summary>A sub-orchestration to start.</summary>
internal sealed record ChildStart(int Task, string Id, string Name, string? Input);
