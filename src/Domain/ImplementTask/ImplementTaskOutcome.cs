namespace Workflows.Domain.ImplementTask;

/// <summary>How a run came out.</summary>
public enum ImplementTaskOutcome
{
    /// <summary>The reviewer passed it, and it was approved and committed.</summary>
    Passed,

    /// <summary>The rounds are used up without a PASS.</summary>
    RoundsUsedUp,

    /// <summary>The reviewer said that going on does not help (SKIP): a human has to do something first.</summary>
    Skipped,

    /// <summary>The rounds did not get anywhere (row R4).</summary>
    Stuck,

    /// <summary>An agent did not get to its end: no turns or no time left, or its model failed for good.</summary>
    AgentFailed,

    /// <summary>A human rejected the plan, the change, or a larger budget.</summary>
    Rejected,
}
