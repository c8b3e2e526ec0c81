namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>A function of a name; names ignore case.</summary>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string Name { get; }
}
