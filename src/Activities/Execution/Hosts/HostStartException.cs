namespace Workflows.Activities.Execution.Hosts;

/// <summary>A host did not start in a fence. The message says why.</summary>
/// <param name="unusable">Whether the fence itself does not work on this machine: a tool is missing, or the process ended at once. A full disk or a slow start passes.</param>
internal sealed class HostStartException(string message, bool unusable) : Exception(message)
{
    public bool FenceIsUnusable { get; } = unusable;
}
