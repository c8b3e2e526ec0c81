namespace Microsoft.Azure.Functions.Worker;

/// <summary>A parameter of a function; a name in signatures only.</summary>
public class FunctionParameter
{
    /// <summary>A parameter of a type.</summary>
    public FunctionParameter(string name, Type type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public Type Type { get; }
}
