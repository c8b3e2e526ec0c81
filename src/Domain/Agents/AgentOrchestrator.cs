using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>
/// An agent at work: ask the model -> make the calls that it wants, one by one -> ask again, until it answers without calls, or a limit is
/// reached. Each turn and each call is an activity, so that a crash costs none of them. A program that is an agent of its own is one activity.
/// </summary>
public sealed class AgentOrchestrator : IOrchestrator<AgentInput, AgentResult>
{
    /// <summary>Name and types.</summary>
    public static OrchestratorDefinition<AgentInput, AgentResult> Definition { get; } = new("agent");

    // Local side effects (a full disk, a store that is restarting) pass by themselves. What a model service does is no exception here.
    internal static readonly TaskOptions Patient = new(new RetryPolicy(6, TimeSpan.FromSeconds(1)) { BackoffCoefficient = 3 });

    /// <inheritdoc />
    public async Task<AgentResult> RunAsync(OrchestrationContext context, AgentInput input)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(input);
        var work = new AgentWork(context, input);
        var chosen = await context.CallActivityAsync(
            AgentActivities.ChooseAgent, new AgentChoice(input.RunId, input.Role.Name, work.Progress.Part), Patient);
        return chosen.Kind == AgentKind.Command
            ? await new CommandRuns(context, input, work, chosen.Name).RunAsync()
            : await new AgentTurns(context, input, work).RunAsync();
    }
}
