using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Execution;
using Workflows.Activities.OpenApi;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Local.Hosting;

/// <summary>What this host runs: every orchestrator, and every activity from the container.</summary>
internal static class WorkflowRegistry
{
    public static TaskRegistry Create(IServiceProvider services) => new TaskRegistry()
        .AddOrchestrator(GenerateTestsOrchestrator.Definition, () => new GenerateTestsOrchestrator())
        .AddActivity(GenerateTestsActivities.UnderstandDocument, services.GetRequiredService<UnderstandDocument>)
        .AddActivity(GenerateTestsActivities.RenderPrompt, services.GetRequiredService<IActivity<RenderPromptInput, ArtifactRef>>)
        .AddActivity(GenerateTestsActivities.AskModel, services.GetRequiredService<IActivity<AskModelInput, ModelAnswer>>)
        .AddActivity(GenerateTestsActivities.ExtractCode, services.GetRequiredService<IActivity<CodeInput, CodeResult>>)
        .AddChecksAndExecution(services);
}
