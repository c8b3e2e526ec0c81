using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Workspaces;

/// <summary>The activities on the files of a run as functions. A name never changes while runs are in flight: it stands in their histories.</summary>
public sealed class WorkspaceActivityFunctions(ActivityRunner activities)
{
    /// <summary>Takes the files of a task.</summary>
    [Function("OpenWorkspace")]
    public Task<OpenedWorkspace> OpenWorkspaceAsync([ActivityTrigger] OpenWorkspaceInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.OpenWorkspace, input, call);

    /// <summary>Compares two states.</summary>
    [Function("DiffWorkspace")]
    public Task<WorkspaceDiff> DiffWorkspaceAsync([ActivityTrigger] DiffWorkspaceInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.DiffWorkspace, input, call);

    /// <summary>Runs the tests, where the plan has a fence for them.</summary>
    [Function("RunTests")]
    public Task<TestsReport> RunTestsAsync([ActivityTrigger] RunTestsInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.RunTests, input, call);

    /// <summary>Commits what differs between two states.</summary>
    [Function("CommitWorkspace")]
    public Task<CommitResult> CommitWorkspaceAsync([ActivityTrigger] CommitWorkspaceInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.CommitWorkspace, input, call);

    /// <summary>Writes what was approved back to the folder.</summary>
    [Function("ApplyWorkspace")]
    public Task<ApplyReport> ApplyWorkspaceAsync([ActivityTrigger] ApplyInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.ApplyWorkspace, input, call);

    /// <summary>Writes reports to the folder.</summary>
    [Function("PublishReports")]
    public Task<PublishedReports> PublishReportsAsync([ActivityTrigger] ReportsInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.PublishReports, input, call);
}
