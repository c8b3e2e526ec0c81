using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>Registers what commits approved files and takes them back.</summary>
public static class SourceControlServices
{
    /// <summary>
    /// Adds the activities <c>CommitFiles</c> and <c>RevertCommit</c>. They need an <see cref="Workflows.Domain.Artifacts.IArtifactStore"/> and an
    /// <see cref="Workflows.Activities.Audit.IAuditLog"/>. Settings are in the section
    /// <c>SourceControl</c>, and are checked at start; the token of an https repository is the setting <c>GITHUB_TOKEN</c>.
    /// </summary>
    public static IServiceCollection AddSourceControl(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(GitProgram.OfThisMachine());
        services.AddSingleton<IValidateOptions<SourceControlOptions>, SourceControlOptionsValidator>();
        services.AddOptions<SourceControlOptions>()
            .Bind(configuration.GetSection(SourceControlOptions.Section))
            .PostConfigure(options => options.Token = configuration[SourceControlOptions.TokenSetting] is { } token && !string.IsNullOrWhiteSpace(token) ? token.Trim() : null)
            .ValidateOnStart();
        services.AddSingleton<ClonedRepository>();
        services.AddSingleton<CommitFiles>();
        services.AddSingleton<RevertCommit>();
        return services;
    }

    /// <summary>Adds the activities to what a host can run.</summary>
    public static TaskRegistry AddSourceControl(this TaskRegistry registry, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry
            .AddActivity(SourceControlActivities.CommitFiles, services.GetRequiredService<CommitFiles>)
            .AddActivity(SourceControlActivities.RevertCommit, services.GetRequiredService<RevertCommit>);
    }
}
