namespace Workflows.Domain.Forks;

/// <summary>A question to a model, as both a run and its forks know it.</summary>
/// <param name="Activity">The activity that asks.</param>
/// <param name="Round">The round of the workflow.</param>
/// <param name="Agent">The agent within the run; null for a question that no agent asks.</param>
/// <param name="Turn">The turn of the agent, from 1; 0 where there is none.</param>
public sealed record ForkQuestion(string Activity, int Round, string? Agent = null, int Turn = 0);
