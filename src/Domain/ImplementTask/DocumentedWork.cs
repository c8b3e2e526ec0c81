using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What came of the documentation.</summary>
/// <param name="State">The files, with documents where the tech writer finished.</param>
/// <param name="Diff">What has changed in them; null where it did not finish.</param>
/// <param name="Stop">Why it did not; null when it did.</param>
internal sealed record DocumentedWork(WorkspaceState State, WorkspaceDiff? Diff, TaskStop? Stop);
