using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Registers what compares the files of a run and commits them.</summary>
public static class DeliveryServices
{
    /// <summary>
    /// Adds the activities <c>DiffWorkspace</c> and <c>CommitWorkspace</c>. They need the workspaces of
    /// <see cref="WorkspaceServices.AddWorkspaces"/>, source control, the audit log and an <see cref="Workflows.Domain.Artifacts.IArtifactStore"/>.
    /// </summary>
    public static IServiceCollection AddWorkspaceDelivery(this IServiceCollection services)
    {
        services.AddSingleton<CommitTargets>();
        services.AddSingleton<DiffWorkspaceActivity>();
        services.AddSingleton<CommitWorkspaceActivity>();
        return services;
    }

    /// <summary>Adds the activities to what a host can run.</summary>
    public static TaskRegistry AddWorkspaceDelivery(this TaskRegistry registry, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry
            .AddActivity(WorkspaceActivities.DiffWorkspace, services.GetRequiredService<DiffWorkspaceActivity>)
            .AddActivity(WorkspaceActivities.CommitWorkspace, services.GetRequiredService<CommitWorkspaceActivity>);
    }
}
