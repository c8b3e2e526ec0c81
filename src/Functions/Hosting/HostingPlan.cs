using Microsoft.Extensions.Configuration;
using Workflows.Activities.Execution;

namespace Workflows.Functions.Hosting;

/// <summary>
/// Where the app runs, as the platform tells in its environment, and what that means for the execution of generated code. A plain
/// process is never offered: it would run as the app's own user, beside its settings and its identity.
/// </summary>
/// <param name="Name">As a user reads it.</param>
/// <param name="HasNamespaces">Whether the plan can let an image with bubblewrap make the namespaces that it needs.</param>
internal sealed record HostingPlan(string Name, bool HasNamespaces)
{
    private const string Sku = "WEBSITE_SKU";
    private const string ContainerApp = "CONTAINER_APP_NAME";
    private const string Advice = "host the app where bubblewrap works; docs/azure.md says where";

    private static readonly HostingPlan Local = new("Azure Functions on this machine", HasNamespaces: true);

    /// <summary>The plan that the environment names.</summary>
    public static HostingPlan From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration[Sku] switch
        {
            "FlexConsumption" => new("Azure Functions, Flex Consumption", HasNamespaces: false),
            "Dynamic" => new("Azure Functions, Consumption", HasNamespaces: false),
            "ElasticPremium" => new("Azure Functions, Elastic Premium", HasNamespaces: true),
            { Length: > 0 } sku => new($"Azure Functions, App Service plan {sku}", HasNamespaces: true),
            _ when configuration[ContainerApp] is { Length: > 0 } => new("Azure Functions on Container Apps", HasNamespaces: true),
            _ => Local,
        };
    }

    /// <summary>What the plan supports; a mode must always be set.</summary>
    public IsolationPolicy Isolation() =>
        new(Name, HasNamespaces ? [IsolationChoice.Bubblewrap] : [], allowsAuto: false) { Advice = Advice };
}
