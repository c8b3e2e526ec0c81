using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.ImplementTask;

/// <summary>The activities of <c>implement-task</c> beside those of agents and workspaces.</summary>
public static class ImplementTaskActivities
{
    /// <summary>Reads the task, or takes the demo task in the place of an empty one.</summary>
    public static ActivityDefinition<ReadTaskInput, TaskBrief> ReadTask { get; } = new("ReadTask");

    /// <summary>Writes what an agent is told.</summary>
    public static ActivityDefinition<AgentPromptInput, AgentPrompt> RenderAgentPrompt { get; } = new("RenderAgentPrompt");

    /// <summary>Takes the plan out of the planner's answer.</summary>
    public static ActivityDefinition<ReadPlanInput, TaskPlan> ReadPlan { get; } = new("ReadPlan");

    /// <summary>Takes the verdict out of the reviewer's answer, and holds it against what the loop itself has seen.</summary>
    public static ActivityDefinition<ReadVerdictInput, ReviewReading> ReadVerdict { get; } = new("ReadVerdict");

    /// <summary>Keeps what came of a step for the reports, so that history does not have to.</summary>
    public static ActivityDefinition<StepRecord, ArtifactRef> RecordStep { get; } = new("RecordStep");

    /// <summary>Writes the reports (row R6).</summary>
    public static ActivityDefinition<WriteReportsInput, WrittenReports> WriteReports { get; } = new("WriteReports");
}
