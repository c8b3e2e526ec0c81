namespace Workflows.Domain.Client;

/// <summary>An execution was rebuilt from its history: its host had been restarted, or it had waited so long that it was no longer in memory.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Events">How many lines of history it was rebuilt from. What they tell was not done again.</param>
public sealed record ReplayNote(DateTimeOffset At, int Events);
