namespace Workflows.Http.Contracts;

/// <summary>A run that a gate holds up.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Stage">The step that it is at.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="CreatedAt">When it was accepted (UTC).</param>
/// <param name="ForkedFrom">What it was forked from; null for a run that is no fork.</param>
public sealed record BlockedRun(string? Label, string? Stage, string? Message, DateTime CreatedAt, RunFork? ForkedFrom = null);
