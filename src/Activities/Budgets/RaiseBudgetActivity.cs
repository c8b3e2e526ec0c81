using Microsoft.Extensions.Logging;
using Workflows.Activities.Logging;
using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Budgets;

/// <summary>Raises a budget by what was decided at a gate.</summary>
internal sealed class RaiseBudgetActivity(IBudgets budgets, ILogger<RaiseBudgetActivity> logger) : IActivity<BudgetRaise, RaisedBudget>
{
    public async Task<RaisedBudget> RunAsync(ActivityContext context, BudgetRaise input, CancellationToken cancellationToken)
    {
        using var scope = RunScope.Begin(logger, input.RunId ?? "", context.ActivityName);
        var waiting = await budgets.RaiseAsync(input, cancellationToken);
        return new RaisedBudget([.. waiting.Where(runId => runId != input.RunId)]);
    }
}
