namespace Workflows.Activities.Execution;

/// <summary>Which fence is wanted around the process of generated tests.</summary>
public enum IsolationChoice
{
    /// <summary>The strongest that works on this machine; the result says which, and why no stronger one. Some hosts want a mode to be set: see <see cref="IsolationPolicy"/>.</summary>
    Auto,

    /// <summary>Bubblewrap, or nothing: then the run fails, or on a host that wants a mode to be set, the result says that nothing was executed.</summary>
    Bubblewrap,

    /// <summary>A plain limited process.</summary>
    Process,
}
