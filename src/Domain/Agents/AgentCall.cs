using Workflows.Domain.Budgets;
using Workflows.Domain.GenerateTests;
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
    private int _probes;

    /// <summary>Lets it work to its end. Never <see cref="AgentEnd.OverBudget"/> or <see cref="AgentEnd.Unreachable"/>.</summary>
    /// <param name="input">What it is to do. Its name must be another one for every call within the run.</param>
    /// <param name="question">What people are told of the run where its budget has to be raised.</param>
    /// <param name="waits">Told that the run waits; and null once it goes on.</param>
    public async Task<AgentResult> RunAsync(AgentInput input, BudgetQuestion question, Action<AgentWait?> waits)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(waits);
        var result = await PartAsync(input, waits);
        while (true)
        {
            if (result.End == AgentEnd.OverBudget)
            {
                result = await RaisedAsync(input, result, question, waits);
            }
            else if (result.End == AgentEnd.Paused)
            {
                result = After(result, await PartAsync(input with { Progress = result.Progress }, waits));
            }
            else
            {
                return result;
            }
        }
    }

    /// <summary>The instance id of a part of an agent's work.</summary>
    public static string IdOf(string runId, string agent, int part) => $"{runId}:{agent}:{part}";

    // A part until it is over for another reason than that its model cannot be reached.
    private async Task<AgentResult> PartAsync(AgentInput input, Action<AgentWait?> waits)
    {
        AgentResult? before = null;
        var (probes, turns) = (0, -1);
        while (true)
        {
            var id = IdOf(context.InstanceId, input.Agent, input.Progress?.Part ?? 1);
            var result = After(before, await context.CallSubOrchestratorAsync(AgentOrchestrator.Definition, input, new SubOrchestrationOptions(id)));
            before = result;
            if (result.End != AgentEnd.Unreachable)
            {
                return result;
            }

            // Where no turn was made since the last wait, that one was too short. A program is its own probe: each of its runs may be one.
            probes = await UntilReachedAsync(input.Role.Name, result.Reason, waits, result.Progress.Turns == turns ? probes : 0);
            turns = result.Progress.Turns;
            input = input with { Progress = result.Progress with { OneTurn = input.Progress?.OneTurn ?? false } };
        }
    }

    // How many waits it took, those before it included.
    private async Task<int> UntilReachedAsync(string role, string? reason, Action<AgentWait?> waits, int before)
    {
        for (var probe = before + 1; ; probe++)
        {
            waits(new AgentWait(IsBudget: false, $"The model of the {role} cannot be reached: {reason}. The run goes on by itself once it can be; no attempt is spent."));
            await context.CreateTimer(AgentBackOff.BeforeProbe(probe), CancellationToken.None);
            var found = await context.CallActivityAsync(
                AgentActivities.ProbeModel, new AgentChoice(context.InstanceId, role, ++_probes), AgentOrchestrator.Patient);
            if (found.Reached)
            {
                waits(null);
                return probe;
            }

            reason = found.Reason ?? reason;
        }
    }

    private async Task<AgentResult> RaisedAsync(AgentInput input, AgentResult result, BudgetQuestion question, Action<AgentWait?> waits)
    {
        var known = true;
        var (_, refusal) = await budget.AskWithinBudgetAsync(
            async limit =>
            {
                if (known)
                {
                    known = false;
                }
                else
                {
                    // One turn shows whether there is room; the gate must not stay open for all the work that follows.
                    var progress = result.Progress with { AnswerTokens = limit, OneTurn = true };
                    result = After(result, await PartAsync(input with { Progress = progress }, waits));
                }

                return new ModelAnswer(result.Answer, result.Model ?? "", result.Offline, result.Failover, 0, ModelUsage.None, result.OverBudget);
            },
            question,
            message => waits(message is null ? null : new AgentWait(IsBudget: true, message)));
        return refusal is null
            ? result
            : result with { End = AgentEnd.BudgetRefused, Reason = $"{refusal.By} did not want to spend more.", OverBudget = null };
    }

    // A part that ended before its first answer knows no model.
    private static AgentResult After(AgentResult? before, AgentResult result) => before is null || result.Model is not null
        ? result
        : result with { Model = before.Model, Offline = before.Offline, Failover = before.Failover };
}
