using Workflows.Domain.Budgets;

namespace Workflows.Http.Contracts;

/// <summary>Limits for a project. They take the place of all that it had: what is left out is not limited.</summary>
/// <param name="Run">What each run may use.</param>
/// <param name="Project">What all runs together may use.</param>
/// <param name="Month">What all runs together may use in a calendar month (UTC).</param>
/// <param name="Default">True goes back to the limits of the settings, and stands alone.</param>
/// <param name="By">Who says so; the person of the key where there are keys.</param>
public sealed record BudgetLimitsRequest(
    BudgetLimit? Run = null, BudgetLimit? Project = null, BudgetLimit? Month = null, bool? Default = null, string? By = null);
