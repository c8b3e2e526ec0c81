namespace Workflows.Activities.Agents;

/// <summary>What stands in for a model where there is none: rules that drive the real tools by what these answer. It says that it is no model.</summary>
internal interface IAgentScript
{
    /// <summary>The agent's next message. The same conversation gives the same message.</summary>
    ScriptedTurn Next(ScriptedConversation conversation);
}
