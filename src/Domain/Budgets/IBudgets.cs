using Workflows.Domain.Tenancy;

namespace Workflows.Domain.Budgets;

/// <summary>Tells of budgets, and changes their limits.</summary>
public interface IBudgets
{
    /// <summary>The projects that have spent something or have limits of their own, by name.</summary>
    Task<IReadOnlyList<RunOwner>> ListAsync(CancellationToken cancellationToken);

    /// <summary>How the budgets of a project stand. One that was never heard of has spent nothing.</summary>
    Task<ProjectBudget> ReadAsync(RunOwner project, CancellationToken cancellationToken);

    /// <summary>How the budget of a run stands; null when the run has asked no model that costs anything, and has no limit.</summary>
    Task<BudgetState?> OfRunAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Sets the limits of a project; null for those of the settings. What had been added to the old ones is no longer added.</summary>
    /// <param name="project">The project.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="by">Who says so, for the record.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task SetLimitsAsync(RunOwner project, BudgetLimits? limits, string by, CancellationToken cancellationToken);

    /// <summary>The runs of a project that wait for room in a budget. Each asks again when it is sent the event <see cref="BudgetGate.RaisedEvent"/>.</summary>
    Task<IReadOnlyList<string>> WaitingAsync(RunOwner project, CancellationToken cancellationToken);

    /// <summary>Adds to the limit of a budget, once for each id, and puts it on record.</summary>
    /// <param name="raise">What is added to what.</param>
    /// <param name="cancellationToken">Ends the attempt; the same id may be tried again.</param>
    /// <returns>The runs that wait for this budget. Each is to be sent the event <see cref="BudgetGate.RaisedEvent"/>.</returns>
    Task<IReadOnlyList<string>> RaiseAsync(BudgetRaise raise, CancellationToken cancellationToken);
}
