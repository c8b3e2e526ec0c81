namespace Microsoft.Azure.Functions.Worker;

/// <summary>A binding of a function; a name in signatures only.</summary>
public abstract class BindingMetadata
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>Its type.</summary>
    public abstract string Type { get; }
}
