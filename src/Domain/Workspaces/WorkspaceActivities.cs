using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Domain.Workspaces;

/// <summary>The activities on the files of a run.</summary>
public static class WorkspaceActivities
{
    /// <summary>Takes the files of a task.</summary>
    public static ActivityDefinition<OpenWorkspaceInput, OpenedWorkspace> OpenWorkspace { get; } = new("OpenWorkspace");

    /// <summary>Compares two states.</summary>
    public static ActivityDefinition<DiffWorkspaceInput, WorkspaceDiff> DiffWorkspace { get; } = new("DiffWorkspace");

    /// <summary>Runs the tests in the sandbox.</summary>
    public static ActivityDefinition<RunTestsInput, TestsReport> RunTests { get; } = new("RunTests");

    /// <summary>Commits what differs between two states, exactly once.</summary>
    public static ActivityDefinition<CommitWorkspaceInput, CommitResult> CommitWorkspace { get; } = new("CommitWorkspace");

    /// <summary>Writes what was approved back to the folder.</summary>
    public static ActivityDefinition<ApplyInput, ApplyReport> ApplyWorkspace { get; } = new("ApplyWorkspace");

    /// <summary>Writes reports to the folder.</summary>
    public static ActivityDefinition<ReportsInput, PublishedReports> PublishReports { get; } = new("PublishReports");
}
