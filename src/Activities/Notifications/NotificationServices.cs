using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Notifications;

/// <summary>Registers what tells people of gates.</summary>
public static class NotificationServices
{
    /// <summary>
    /// Adds the activity <c>NotifyGate</c> and <see cref="LinkRoot"/>. Needs <see cref="Domain.Artifacts.IArtifactStore"/>, <see cref="IGateLinks"/> and
    /// <see cref="Audit.IAuditLog"/>. Settings are in the section <c>Notifications</c>; without a webhook nobody is told, and gates work all the same.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(NotificationOptions.From(configuration));
        services.AddSingleton(new LinkRoot(configuration));
        services.AddSingleton<NotificationWriter>();
        services.AddSingleton<WebhookSender>();
        services.AddKeyedSingleton<IActivity<GateNotice, Unit>, NotifyGate>(GateActivities.NotifyGate.Name);
        return services;
    }
}
