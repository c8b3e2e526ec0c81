using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>
/// Lets an agent work, for any workflow: as a sub-orchestration that makes one checkpoint of every turn and every tool call. Where a budget has
/// no room, or the model cannot be reached, the run itself waits, and the agent goes on with its next turn.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="budget">The run's budget gate.</param>
public sealed class AgentCall(OrchestrationContext context, BudgetGate budget)
{
    /// <summary>Lets it work to its end. Never <see cref="AgentEnd.OverBudget"/> or <see cref="AgentEnd.Unreachable"/>.</summary>
    /// <param name="input">What it is to do.</param>
    /// <param name="question">What people are told of the run where its budget has to be raised.</param>
    /// <param name="waits">Told that the run waits; and null once it goes on.</param>
    public Task<AgentResult> RunAsync(AgentInput input, BudgetQuestion question, Action<AgentWait?> waits)
    {
        _ = (context, budget, input, question, waits);
        throw new NotImplementedException();
    }

    /// <summary>The instance id of a part of an agent's work.</summary>
    public static string IdOf(string runId, string agent, int part) => $"{runId}:{agent}:{part}";
}
