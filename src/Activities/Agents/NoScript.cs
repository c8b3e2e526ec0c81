namespace Workflows.Activities.Agents;

/// <summary>What answers where there is neither a model nor a script for the task: it says so.</summary>
internal sealed class NoScript : IAgentScript
{
    public ScriptedTurn Next(ScriptedConversation conversation) => new(
        $"No model is configured, and the offline model knows only the demo task: this one needs a model for the {conversation.Role}. Set USE_REAL_LLM=true, LLM_API_KEY and, where it is not OpenAI, LLM_BASE_URL and LLM_MODEL.", []);
}
