using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Budgets;

/// <summary>
/// Asks a model within the budget, for any workflow: where the budget does not allow the call, the run waits at a gate until somebody raises
/// it, there or elsewhere, and then asks the same question again. One of these belongs to one execution of a run.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="workflow">Its orchestrator.</param>
public sealed class BudgetGate(OrchestrationContext context, string workflow)
{
    /// <summary>Name of the gate.</summary>
    public const string GateName = "budget";

    /// <summary>
    /// Name of the external event that tells a waiting run that a budget was raised elsewhere. It says nothing but "ask again": whether there is
    /// room is for the books to say, so nothing is gained by sending it.
    /// </summary>
    public const string RaisedEvent = "budget-raised";

    /// <summary>Who closes the gate of a run whose budget was raised elsewhere, and the role in which it may.</summary>
    internal const string Elsewhere = "budget";

    private static readonly TaskOptions Patient = new(new RetryPolicy(6, TimeSpan.FromSeconds(2)) { BackoffCoefficient = 3 });

    private int _round;

    /// <summary>Asks until there is an answer, or nobody wants to spend more.</summary>
    /// <param name="ask">Asks the model. It is given the limit of the answer that an earlier attempt found to be needed; null for none.</param>
    /// <param name="question">What people are told of the run.</param>
    /// <param name="waits">Told, in a sentence, that the run waits; and null once it goes on.</param>
    public async Task<BudgetedAnswer> AskWithinBudgetAsync(Func<int?, Task<ModelAnswer>> ask, BudgetQuestion question, Action<string?> waits)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(waits);
        var answer = await ask(null);
        while (answer.OverBudget is { } shortage)
        {
            waits(BudgetText.Waits(BudgetProject.Of(context.InstanceId), shortage));
            var input = Input(++_round, shortage, question);
            var gate = GateOrchestrator.AskAsync(context, input);
            answer = await AskAgainWhenRaisedAsync(input, gate, answer, ask);
            var outcome = await gate;
            if (outcome.Kind != GateDecisionKind.RaiseBudget)
            {
                return new BudgetedAnswer(answer, outcome);
            }

            waits(null);
            await RaiseAsync(shortage, outcome.Last!);
            answer = answer.OverBudget is { } still ? After(answer, await ask(still.AnswerTokens)) : answer;
        }

        return new BudgetedAnswer(answer, null);
    }

    // Until the gate is decided, or the question was answered because the budget was raised elsewhere; the gate is then closed.
    private async Task<ModelAnswer> AskAgainWhenRaisedAsync(GateInput input, Task<GateOutcome> gate, ModelAnswer answer, Func<int?, Task<ModelAnswer>> ask)
    {
        while (answer.OverBudget is { } shortage && await IsRaisedAsync(gate))
        {
            answer = After(answer, await ask(shortage.AnswerTokens));
        }

        if (answer.OverBudget is null && !gate.IsCompleted)
        {
            context.SendEvent(GateInput.IdOf(input.RunId, input.Name, input.Round), GateOrchestrator.DecisionEvent, new GateDecision(
                $"{input.RunId}/{Elsewhere}/{input.Round}", GateDecisionKind.RaiseBudget, Elsewhere, GateDecision.AutoChannel, input.Subject.ContentHash,
                new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero))
            {
                Roles = [Elsewhere],
            });
        }

        return answer;
    }

    private async Task<bool> IsRaisedAsync(Task<GateOutcome> gate)
    {
        if (gate.IsCompleted)
        {
            return false;
        }

        using var decided = new CancellationTokenSource();
        var raised = context.WaitForExternalEvent<Unit>(RaisedEvent, decided.Token);
        if (await Task.WhenAny(gate, raised) == gate)
        {
            decided.Cancel();
            return false;
        }

        try
        {
            await raised;
        }
        catch (JsonException)
        {
            // Whatever it says, it says that somebody wants the run to look again.
        }

        return true;
    }

    private async Task RaiseAsync(BudgetShortage shortage, GateDecision decision)
    {
        if (BudgetTopUp.Parse(decision.Text).Amount is not { } amount)
        {
            // It was raised elsewhere.
            return;
        }

        // Senders of webhooks choose the ids of their decisions, and may choose one again at another gate.
        var id = $"{GateInput.IdOf(context.InstanceId, GateName, _round)}/{decision.Id}";
        var project = BudgetProject.Of(context.InstanceId);
        var raised = await context.CallActivityAsync(
            BudgetActivities.RaiseBudget,
            new BudgetRaise(id, project.User, project.Project, shortage.Scope, amount, decision.By, context.InstanceId, shortage.Month), Patient);
        foreach (var runId in raised.Waiting)
        {
            context.SendEvent(runId, RaisedEvent, Unit.Value);
        }
    }

    private GateInput Input(int round, BudgetShortage shortage, BudgetQuestion question) => new(
        context.InstanceId, workflow, GateName, round, BudgetText.Subject(BudgetProject.Of(context.InstanceId), shortage, question), new GateRules
        {
            Decisions = [GateDecisionKind.RaiseBudget, GateDecisionKind.Reject],
            Users = shortage.Approvers,
            Roles = shortage.Approvers.Count > 0 ? [Elsewhere] : [],
        });

    private static ModelAnswer After(ModelAnswer before, ModelAnswer answer) =>
        answer with { Usage = before.Usage.Plus(answer.Usage), Attempts = before.Attempts + answer.Attempts };
}
