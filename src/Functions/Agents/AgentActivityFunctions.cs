using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.Agents;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Agents;

/// <summary>The activities of agents as functions. A name never changes while runs are in flight: it stands in their histories.</summary>
public sealed class AgentActivityFunctions(ActivityRunner activities)
{
    /// <summary>Tells who does the work of a role.</summary>
    [Function("ChooseAgent")]
    public Task<ChosenAgent> ChooseAgentAsync([ActivityTrigger] AgentChoice input, FunctionContext call) =>
        activities.RunAsync(AgentActivities.ChooseAgent, input, call);

    /// <summary>Makes one turn.</summary>
    [Function("AskAgent")]
    public Task<AgentTurn> AskAgentAsync([ActivityTrigger] AgentTurnInput input, FunctionContext call) =>
        activities.RunAsync(AgentActivities.AskAgent, input, call);

    /// <summary>Makes one tool call.</summary>
    [Function("CallTool")]
    public Task<ToolResult> CallToolAsync([ActivityTrigger] ToolCallInput input, FunctionContext call) =>
        activities.RunAsync(AgentActivities.CallTool, input, call);

    /// <summary>Lets a command-line agent do the whole work.</summary>
    [Function("RunCommandAgent")]
    public Task<CommandAgentOutcome> RunCommandAgentAsync([ActivityTrigger] CommandAgentInput input, FunctionContext call) =>
        activities.RunAsync(AgentActivities.RunCommandAgent, input, call);

    /// <summary>Looks whether the model of a role can be reached.</summary>
    [Function("ProbeModel")]
    public Task<ProbeResult> ProbeModelAsync([ActivityTrigger] AgentChoice input, FunctionContext call) =>
        activities.RunAsync(AgentActivities.ProbeModel, input, call);
}
