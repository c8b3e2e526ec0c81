using Workflows.Domain.Workspaces;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>What has changed since the run began.</summary>
internal sealed record DiffReport(string Patch, string Sha256, int FileCount, IReadOnlyList<ChangedFile> Files, int RedFlags, int? StandIns);
