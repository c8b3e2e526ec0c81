namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is ended.</summary>
/// <param name="Output">What becomes its output.</param>
/// <param name="Recursive">With its children, where the backend does that.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
