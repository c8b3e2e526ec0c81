namespace Microsoft.Azure.Functions.Worker;

/// <summary>The W3C trace of a call.</summary>
public abstract class TraceContext
{
    /// <summary>The parent.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The state.</summary>
    public abstract string TraceState { get; }
}
