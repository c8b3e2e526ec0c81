using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Prompts;

/// <summary>Registers what comes before and after the model: prompts from templates, code from answers.</summary>
public static class PromptServices
{
    /// <summary>
    /// Adds <c>IActivity&lt;RenderPromptInput, ArtifactRef&gt;</c> and <c>IActivity&lt;CodeInput, CodeResult&gt;</c> under the names of their
    /// definitions, <c>RenderPrompt</c> and <c>ExtractCode</c>, as keys: the types alone do not tell ExtractCode from FormatCode. Needs <see cref="IArtifactStore"/>. Setting: <c>Prompts:Folder</c>.
    /// </summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton(PromptOptions.From(configuration));
        services.AddSingleton<PromptTemplates>();
        services.AddKeyedSingleton<IActivity<RenderPromptInput, ArtifactRef>, RenderPromptActivity>(GenerateTestsActivities.RenderPrompt.Name);
        services.AddKeyedSingleton<IActivity<CodeInput, CodeResult>, ExtractCodeActivity>(GenerateTestsActivities.ExtractCode.Name);
        return services;
    }
}
