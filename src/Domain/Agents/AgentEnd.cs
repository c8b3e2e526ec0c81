namespace Workflows.Domain.Agents;

/// <summary>How an agent's work ended.</summary>
public enum AgentEnd
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>It had no turn left (row R13).</summary>
    TurnLimit,

    /// <summary>It had no time left.</summary>
    TimeLimit,

    /// <summary>A turn failed for good, or too often.</summary>
    Failed,

    /// <summary>A budget has no room for the next turn. It goes on once there is.</summary>
    OverBudget,

    /// <summary>The model cannot be reached. It goes on once a probe gets through.</summary>
    Unreachable,

    /// <summary>Nobody wanted to spend more.</summary>
    BudgetRefused,

    /// <summary>It was to make one turn only, and has: a budget has room again. It goes on at once.</summary>
    Paused,
}
