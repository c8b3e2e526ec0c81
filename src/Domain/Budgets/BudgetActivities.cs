using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Budgets;

/// <summary>The activity that <see cref="BudgetGate"/> calls.</summary>
public static class BudgetActivities
{
    /// <summary>Adds to the limit of a budget, once for each id, and puts it on record.</summary>
    public static ActivityDefinition<BudgetRaise, RaisedBudget> RaiseBudget { get; } = new("RaiseBudget");
}
