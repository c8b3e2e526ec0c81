using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Registers what compares the files of a run and brings them out of it.</summary>
public static class DeliveryServices
{
    /// <summary>
    /// Adds the activity <c>DiffWorkspace</c>. It needs the workspaces of <see cref="WorkspaceServices.AddWorkspaces"/> and an
    /// <see cref="Workflows.Domain.Artifacts.IArtifactStore"/>.
    /// </summary>
    public static IServiceCollection AddWorkspaceDelivery(this IServiceCollection services)
    {
        services.AddSingleton<DiffWorkspaceActivity>();
        return services;
    }

    /// <summary>Adds the activities to what a host can run.</summary>
    public static TaskRegistry AddWorkspaceDelivery(this TaskRegistry registry, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.AddActivity(WorkspaceActivities.DiffWorkspace, services.GetRequiredService<DiffWorkspaceActivity>);
    }
}
