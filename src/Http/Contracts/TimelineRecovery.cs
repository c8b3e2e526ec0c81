namespace Workflows.Http.Contracts;

/// <summary>A run was rebuilt from its history, after a restart of the host or a long wait. Nothing that the history told was done again.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="EventsReplayed">How many lines of history it was rebuilt from.</param>
/// <param name="AfterStep">The last step that had begun by then; null for none.</param>
public sealed record TimelineRecovery(DateTime At, int EventsReplayed, string? AfterStep);
