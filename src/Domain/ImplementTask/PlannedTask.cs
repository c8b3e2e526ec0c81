namespace Workflows.Domain.ImplementTask;

/// <summary>What came of the planning.</summary>
/// <param name="Ending">How the run ends without a plan; null when there is one.</param>
/// <param name="Remarks">What the one who approved the plan wants taken in; null for nothing.</param>
internal sealed record PlannedTask(TaskEnding? Ending, string? Remarks);
