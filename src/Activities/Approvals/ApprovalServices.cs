using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Approvals;

/// <summary>Registers signed links and what gates look at.</summary>
public static class ApprovalServices
{
    /// <summary>
    /// Adds <see cref="IGateLinks"/>, <see cref="ILinkKeys"/> and the activity <c>ReadSubject</c>. Needs <see cref="Domain.Artifacts.IArtifactStore"/>.
    /// Keys lie in the folder <c>Approvals:KeyFolder</c> and are made there, or come from <c>Approvals:LinkKeys</c>; on Azure, whose
    /// machines share no folder, only from the latter.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddApprovals(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var options = ApprovalOptions.From(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ILinkKeys>(provider => options.KeyFolder is { } folder
            ? new FolderLinkKeys(folder, provider.GetRequiredService<TimeProvider>())
            : new SettingLinkKeys(options.LinkKeys));
        services.AddSingleton<IGateLinks, SignedGateLinks>();
        services.AddKeyedSingleton<IActivity<GateSubject, GateSubject>, ReadSubject>(GateActivities.ReadSubject.Name);
        return services;
    }
}
