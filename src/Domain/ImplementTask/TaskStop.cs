using Workflows.Domain.Agents;

namespace Workflows.Domain.ImplementTask;

/// <summary>Why the work does not go on.</summary>
/// <param name="Outcome">How the run comes out.</param>
/// <param name="Reason">Why, in one line.</param>
internal sealed record TaskStop(ImplementTaskOutcome Outcome, string Reason)
{
    /// <summary>That an agent did not get to its end; null when it answered.</summary>
    public static TaskStop? Of(AgentRecord agent) => agent.Result.End switch
    {
        AgentEnd.Answered when agent.Result.Answer is not null => null,
        AgentEnd.BudgetRefused => new TaskStop(ImplementTaskOutcome.Rejected, $"The {agent.Role} stopped: {agent.Result.Reason}"),
        _ => new TaskStop(ImplementTaskOutcome.AgentFailed, $"The {agent.Role} did not get to its end: {agent.Result.Reason ?? "it gave no answer."}"),
    };
}
