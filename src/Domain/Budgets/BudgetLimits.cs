using System.Text.Json.Serialization;

namespace Workflows.Domain.Budgets;

/// <summary>The limits of a project.</summary>
/// <param name="Run">What each of its runs may use.</param>
/// <param name="Project">What all of its runs together may use.</param>
/// <param name="Month">What all of its runs together may use in a calendar month (UTC).</param>
public sealed record BudgetLimits(BudgetLimit Run, BudgetLimit Project, BudgetLimit Month)
{
    /// <summary>No limit at all.</summary>
    public static BudgetLimits None { get; } = new(BudgetLimit.None, BudgetLimit.None, BudgetLimit.None);

    /// <summary>Whether anything is limited.</summary>
    [JsonIgnore]
    public bool Limits => Run.Limits || Project.Limits || Month.Limits;

    /// <summary>Whether money is limited, so that prices are needed.</summary>
    [JsonIgnore]
    public bool LimitMoney => Run.Usd is not null || Project.Usd is not null || Month.Usd is not null;
}
