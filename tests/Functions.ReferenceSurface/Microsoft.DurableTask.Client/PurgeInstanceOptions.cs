namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is purged.</summary>
/// <param name="Recursive">With its children, where the backend does that.</param>
public record PurgeInstanceOptions(bool Recursive = false);
