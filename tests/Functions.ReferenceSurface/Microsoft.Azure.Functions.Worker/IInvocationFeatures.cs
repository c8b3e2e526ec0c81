namespace Microsoft.Azure.Functions.Worker;

/// <summary>Features of a call by their types.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets one.</summary>
    void Set<T>(T instance);

    /// <summary>Gives one.</summary>
    T? Get<T>();
}
