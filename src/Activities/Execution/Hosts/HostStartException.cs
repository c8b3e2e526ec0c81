namespace Workflows.Activities.Execution.Hosts;

/// <summary>A host did not start in a fence. The message says why.</summary>
internal sealed class HostStartException(string message) : Exception(message);
