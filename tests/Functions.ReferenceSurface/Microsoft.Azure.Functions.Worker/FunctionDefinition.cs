using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function.</summary>
public abstract class FunctionDefinition
{
    /// <summary>Its parameters.</summary>
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    /// <summary>Where its assembly lies.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>Its method.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The host's id of it.</summary>
    public abstract string Id { get; }

    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>What it is given.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <summary>What it gives.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}
