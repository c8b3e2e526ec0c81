namespace Microsoft.Azure.Functions.Worker;

/// <summary>What came with a trigger.</summary>
public abstract class BindingContext
{
    /// <summary>By name; an activity's has <c>instanceId</c>.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
