namespace Workflows.Domain.Agents;

/// <summary>What does the work of a role.</summary>
public enum AgentKind
{
    /// <summary>A chat model that calls our tools, turn by turn.</summary>
    ChatModel,

    /// <summary>A command-line agent that works on the files by itself.</summary>
    Command,
}
