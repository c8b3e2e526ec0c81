namespace Workflows.Activities.Execution;

/// <summary>Which fence is wanted around the process of generated tests.</summary>
public enum IsolationChoice
{
    /// <summary>The strongest that works on this machine; the result says which, and why no stronger one.</summary>
    Auto,

    /// <summary>Bubblewrap, or the run fails.</summary>
    Bubblewrap,

    /// <summary>A plain limited process.</summary>
    Process,
}
