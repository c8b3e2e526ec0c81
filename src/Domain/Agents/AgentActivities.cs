using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>The activities of an agent.</summary>
public static class AgentActivities
{
    /// <summary>Tells who does the work of a role.</summary>
    public static ActivityDefinition<AgentChoice, ChosenAgent> ChooseAgent { get; } = new("ChooseAgent");

    /// <summary>Makes one turn: asks the model once. Asked again for the same turn it answers from what is stored.</summary>
    public static ActivityDefinition<AgentTurnInput, AgentTurn> AskAgent { get; } = new("AskAgent");

    /// <summary>Makes one tool call. Asked again it starts from the same files, and leaves the same.</summary>
    public static ActivityDefinition<ToolCallInput, ToolResult> CallTool { get; } = new("CallTool");

    /// <summary>Lets a command-line agent do the whole work.</summary>
    public static ActivityDefinition<CommandAgentInput, CommandAgentOutcome> RunCommandAgent { get; } = new("RunCommandAgent");

    /// <summary>Looks whether the model of a role can be reached.</summary>
    public static ActivityDefinition<AgentChoice, ProbeResult> ProbeModel { get; } = new("ProbeModel");
}
