using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.SourceControl.Git;
using Workflows.Activities.Workspaces.Delivery;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Activities.Workspaces.Folders;
using Workflows.Activities.Workspaces.Opening;
using Workflows.Activities.Workspaces.Sandbox;
using Workflows.Activities.Workspaces.Tests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces;

/// <summary>Registers the files of runs, and the sandbox that programs work on them in.</summary>
public static class WorkspaceServices
{
    /// <summary>
    /// Adds them, and the activities on them. They need the settings of <see cref="Workflows.Activities.Tools.ToolServices"/>, an <see cref="Workflows.Domain.Artifacts.IArtifactStore"/>, source control, the audit log, and the settings of
    /// <see cref="ChecksAndExecution.AddChecksAndExecution(IServiceCollection, IConfiguration)"/>. Settings are in the section <c>Sandbox</c>, and are checked at start.
    /// </summary>
    public static IServiceCollection AddWorkspaces(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<SandboxOptions>()
            .Bind(configuration.GetSection(SandboxOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(IsolationPolicy.ThisMachine);
        services.TryAddSingleton(HostTools.OfThisMachine());
        services.AddSingleton<WorkspaceScratch>();
        services.AddSingleton<WorkspaceStates>();
        services.AddSingleton<RunWorkspaces>();
        services.AddSingleton<IWorkspaces>(provider => provider.GetRequiredService<RunWorkspaces>());
        services.AddSingleton<ICommandSandbox, CommandSandbox>();
        services.TryAddSingleton(GitProgram.OfThisMachine());
        services.AddSingleton<IgnoredFiles>();
        services.AddSingleton<FolderReader>();
        services.AddSingleton<FolderRepository>();
        services.AddSingleton<GivenFiles>();
        services.AddTransient<OpenWorkspaceActivity>();
        services.AddTransient<RunTestsActivity>();
        services.AddTransient<DiffWorkspaceActivity>();
        services.AddSingleton<CommitTargets>();
        services.AddTransient<CommitWorkspaceActivity>();
        services.AddTransient<ProbeRepositoryActivity>();
        services.AddTransient<ApplyWorkspaceActivity>();
        services.AddTransient<PublishReportsActivity>();
        return services;
    }

    /// <summary>Adds the activities to what a host can run.</summary>
    public static TaskRegistry AddWorkspaces(this TaskRegistry registry, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry
            .AddActivity(WorkspaceActivities.OpenWorkspace, services.GetRequiredService<OpenWorkspaceActivity>)
            .AddActivity(WorkspaceActivities.RunTests, services.GetRequiredService<RunTestsActivity>)
            .AddActivity(WorkspaceActivities.DiffWorkspace, services.GetRequiredService<DiffWorkspaceActivity>)
            .AddActivity(WorkspaceActivities.CommitWorkspace, services.GetRequiredService<CommitWorkspaceActivity>)
            .AddActivity(SourceControlActivities.ProbeRepository, services.GetRequiredService<ProbeRepositoryActivity>)
            .AddActivity(WorkspaceActivities.ApplyWorkspace, services.GetRequiredService<ApplyWorkspaceActivity>)
            .AddActivity(WorkspaceActivities.PublishReports, services.GetRequiredService<PublishReportsActivity>);
    }
}
