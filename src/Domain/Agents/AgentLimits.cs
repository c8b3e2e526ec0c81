namespace Workflows.Domain.Agents;

/// <summary>How long an agent may work, and how patiently a failed turn is made again.</summary>
public sealed record AgentLimits
{
    /// <summary>Most turns, that is answers of the model, 1 to 10,000 (row R13). Past it the agent ends with that reason; none is made beyond it.</summary>
    public int MaxTurns { get; init; } = 80;

    /// <summary>Most time that its turns, tools and waits between attempts take, looked at before each turn; null for no limit.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>Most attempts for one turn when it fails for a reason that may pass, the first included (row R12).</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The wait before the second attempt; it doubles with each further one (row R12).</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts (row R12).</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(8);
}
