using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Agents;
using Workflows.Activities.Approvals;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Execution;
using Workflows.Activities.ImplementTask;
using Workflows.Activities.Keys;
using Workflows.Activities.Models;
using Workflows.Activities.Notifications;
using Workflows.Activities.OpenApi;
using Workflows.Activities.Prompts;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Tools;
using Workflows.Activities.Workspaces;

namespace Workflows.Activities.Hosting;

/// <summary>The capabilities that every host has.</summary>
public static class Capabilities
{
    /// <summary>Adds all activities with what they need. Settings are checked at start; a wrong one names itself.</summary>
    public static IServiceCollection AddCapabilities(this IServiceCollection services, IConfiguration configuration) => services
        .AddArtifacts(configuration)
        .AddAudit(configuration)
        .AddOpenApi(configuration)
        .AddPrompts(configuration)
        .AddImplementTask()
        .AddBudgets(configuration)
        .AddModels(configuration)
        .AddAgents(configuration)
        .AddChecksAndExecution(configuration)
        .AddWorkspaces(configuration)
        .AddTools(configuration)
        .AddSourceControl(configuration)
        .AddApprovals(configuration)
        .AddApiKeys(configuration)
        .AddNotifications(configuration);
}
