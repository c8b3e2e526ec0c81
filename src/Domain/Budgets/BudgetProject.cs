using Workflows.Domain.Tenancy;

namespace Workflows.Domain.Budgets;

/// <summary>Whose budget a run uses.</summary>
public static class BudgetProject
{
    /// <summary>The project of runs that have no owner: those of a host without keys.</summary>
    public static RunOwner Local { get; } = new("local", "default");

    /// <summary>The project of a run.</summary>
    public static RunOwner Of(string runId) => RunOwner.Of(runId) ?? Local;
}
