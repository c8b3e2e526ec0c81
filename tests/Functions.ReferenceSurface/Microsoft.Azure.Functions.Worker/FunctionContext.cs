namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function knows of the call that it serves.</summary>
public abstract class FunctionContext
{
    /// <summary>The call; every attempt is another one.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function, by the host's id.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The trace.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What came with the trigger.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt it is, by the host's own retries.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>Services of the call.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Anything, for the length of the call.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of the call.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the call is, or the worker stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
