using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Budgets;
using Workflows.Activities.Execution;
using Workflows.Activities.Hosting;
using Workflows.Activities.Logging;
using Workflows.Domain.Gates;
using Workflows.Domain.Tenancy;
using Workflows.Functions.Http;
using Workflows.Http;
using Workflows.Http.Access;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Hosting;
using Workflows.Http.Product;

namespace Workflows.Functions.Hosting;

/// <summary>Puts the app together: what every host has, and what the triggers of this one need.</summary>
internal static class WorkflowsApplication
{
    private const string StoreName = "Durable Functions";

    public static void AddWorkflows(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = AppSettings.From(builder.Configuration);
        // Only the level: the lines go to the host by the worker's own provider, and with it to Application Insights.
        builder.Logging.AddWorkflowLogLevel(settings.Configuration);
        builder.Services.AddHostedService(provider => new UnknownSettings(settings.Configuration, provider.GetRequiredService<ILogger<UnknownSettings>>()));
        builder.Services.AddWorkflows(settings);
    }

    public static IServiceCollection AddWorkflows(this IServiceCollection services, AppSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.Configure<WorkerOptions>(options => options.Serializer = WorkflowSerializer.Create());
        services.Configure<JsonSerializerOptions>(WorkflowSerializer.Configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HostingPlan.From(settings.Configuration).Isolation());
        services.AddCapabilities(settings.Configuration);
        services.AddSingleton(WorkflowRegistry.Create);
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<ChosenIds>();
        services.AddSingleton(provider => new GateChannels(provider.GetRequiredService<IGateLinks>(), WebhookSecrets.From(settings.Configuration)));
        services.AddSingleton(settings.Api(exception => exception is ArtifactStoreException or BudgetStoreException ? 503 : null));
        services.AddSingleton(provider => new HostDescription(
            Guid.NewGuid().ToString("N"), Version(), StoreName,
            provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        var limits = RequestLimits.From(settings.Configuration);
        services.AddSingleton(_ => limits);
        services.AddSingleton(provider => new ApiDoor(provider.GetRequiredService<IApiKeys>(), provider.GetRequiredService<TimeProvider>())
        {
            AlwaysAsks = settings.KeyRequired,
            Limits = provider.GetRequiredService<RequestLimits>(),
        });
        services.AddSingleton<ApiEndpoint>();
        return services;
    }

    private static string Version() =>
        typeof(WorkflowsApplication).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
