using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Domain.Forks;

namespace Workflows.Activities.Forks;

/// <summary>Registers what forks need.</summary>
public static class ForkServices
{
    /// <summary>Adds <see cref="IForkOverlays"/>. Needs artifacts and audit.</summary>
    public static IServiceCollection AddForks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IForkOverlays, ForkOverlays>();
        services.TryAddSingleton<ForkReader>();
        services.TryAddSingleton<ForkedArtifacts>();
        return services;
    }
}
