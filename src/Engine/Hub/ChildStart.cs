namespace Workflows.Engine.Hub;

/// <summary>A sub-orchestration to start.</summary>
/// <param name="Task">The task that it answers.</param>
/// <param name="Id">Its instance id.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Input">JSON.</param>
/// <param name="Again">It was started before, so that it is started only when it is not there any more.</param>
internal sealed record ChildStart(int Task, string Id, string Name, string? Input, bool Again = false);
