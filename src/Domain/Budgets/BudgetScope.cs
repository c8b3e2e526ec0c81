namespace Workflows.Domain.Budgets;

/// <summary>What a budget is for.</summary>
public enum BudgetScope
{
    /// <summary>One run.</summary>
    Run,

    /// <summary>All runs of a project.</summary>
    Project,

    /// <summary>All runs of a project in a calendar month (UTC).</summary>
    Month,
}
