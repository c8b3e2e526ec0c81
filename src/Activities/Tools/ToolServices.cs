using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tools;

/// <summary>Registers the tools of agents.</summary>
public static class ToolServices
{
    /// <summary>Adds the tools and the activity <c>CallTool</c>. They need the services of workspaces. Settings are in the section <c>Tools</c>, and are checked at start.</summary>
    public static IServiceCollection AddTools(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<ToolOptions>()
            .Bind(configuration.GetSection(ToolOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ITool, ListTool>();
        services.AddSingleton<ITool, ReadTool>();
        services.AddSingleton<ITool, WriteTool>();
        services.AddSingleton<ITool, PatchTool>();
        services.AddSingleton<ITool, SearchTool>();
        services.AddSingleton<ITool, RunTool>();
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<IToolCatalog>(provider => provider.GetRequiredService<ToolCatalog>());
        services.AddKeyedTransient<IActivity<ToolCallInput, ToolResult>, CallToolActivity>(AgentActivities.CallTool.Name);
        return services;
    }
}
