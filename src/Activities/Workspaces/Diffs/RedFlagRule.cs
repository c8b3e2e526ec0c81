namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>Something that working code should not hold.</summary>
internal enum RedFlagRule
{
    /// <summary>It keeps in memory what is to be kept elsewhere.</summary>
    InMemory,

    /// <summary>It stands in for the real thing.</summary>
    StandIn,

    /// <summary>It was left for later.</summary>
    Unfinished,
}
