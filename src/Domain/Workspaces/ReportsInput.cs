using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Workspaces;

/// <summary>Input of <see cref="WorkspaceActivities.PublishReports"/>: artifacts become files in the folder that the task came from.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Source">Where the files came from. Without a folder nothing is written.</param>
/// <param name="Folder">The folder of the reports below it: <c>project/reports/run-20261121-101500</c>.</param>
/// <param name="Files">The artifacts; each becomes a file of its own name, without the folders of the name.</param>
public sealed record ReportsInput(string RunId, TaskSource Source, string Folder, IReadOnlyList<ArtifactRef> Files);
