using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Workspaces;

/// <summary>Registers the files of runs, and the sandbox that programs work on them in.</summary>
public static class WorkspaceServices
{
    /// <summary>
    /// Adds them. They need an <see cref="Workflows.Domain.Artifacts.IArtifactStore"/> and the settings of
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
        return services;
    }
}
