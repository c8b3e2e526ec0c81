using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;

namespace Workflows.Domain.GenerateTests;

/// <summary>What a model answered. The text itself is an artifact.</summary>
/// <param name="Response">The whole answer; null where a budget did not allow the call.</param>
/// <param name="Model">The model's name, as the endpoint told it: <c>qwen-max</c>, <c>offline</c>.</param>
/// <param name="Offline">Whether the offline model answered.</param>
/// <param name="Failover">Why the offline model was used; null when a real model answered.</param>
/// <param name="Attempts">How many calls it took.</param>
/// <param name="Usage">What it used.</param>
/// <param name="OverBudget">Why the model was not asked; null when there is an answer.</param>
public sealed record ModelAnswer(
    ArtifactRef? Response, string Model, bool Offline, string? Failover, int Attempts, ModelUsage Usage, BudgetShortage? OverBudget = null);
