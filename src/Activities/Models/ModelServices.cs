using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Budgets;
using Workflows.Activities.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Models;

/// <summary>Registers the chat models and the activity that asks them.</summary>
public static class ModelServices
{
    /// <summary>
    /// Adds <c>IActivity&lt;AskModelInput, ModelAnswer&gt;</c> under the key <c>AskModel</c>. Needs <see cref="Domain.Artifacts.IArtifactStore"/>,
    /// <see cref="IOfflineWriter"/>, budgets and audit. Settings: <c>USE_REAL_LLM</c>, <c>LLM_API_KEY</c> (or <c>OPENAI_API_KEY</c>), <c>LLM_BASE_URL</c>, <c>LLM_MODEL</c> and the
    /// other <c>LLM_*</c> of README; a wrong one means the offline model, and stands in log and result.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddForks();
        services.AddSingleton<ModelHttp>();
        services.AddSingleton(provider => new ChatModels(
            configuration, provider.GetRequiredService<ModelHttp>().Client, provider.GetRequiredService<BudgetLedger>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ChatModels>>()));
        services.AddSingleton<OfflineChatModel>();
        services.AddSingleton<AnswerStore>();
        services.AddKeyedSingleton<IActivity<AskModelInput, ModelAnswer>, AskModelActivity>(GenerateTestsActivities.AskModel.Name);
        return services;
    }
}
