namespace Workflows.Activities.Models;

/// <summary>The model for a role.</summary>
/// <param name="Real">The real model, or null.</param>
/// <param name="WhyNot">Why there is no real model; null when there is.</param>
/// <param name="Wanted">Whether the settings ask for a real model.</param>
internal sealed record ModelChoice(IChatModel? Real, string? WhyNot, bool Wanted);
