using Microsoft.Azure.Functions.Worker;
using Workflows.Domain.Workspaces;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Workspaces;

/// <summary>What compares the files of a run and brings them out of it, as functions. A name never changes while runs are in flight: it stands in their histories.</summary>
public sealed class WorkspaceDeliveryFunctions(ActivityRunner activities)
{
    /// <summary>Compares two states.</summary>
    [Function("DiffWorkspace")]
    public Task<WorkspaceDiff> DiffWorkspaceAsync([ActivityTrigger] DiffWorkspaceInput input, FunctionContext call) =>
        activities.RunAsync(WorkspaceActivities.DiffWorkspace, input, call);
}
