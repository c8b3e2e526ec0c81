using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Budgets;

namespace Workflows.Activities.Models;

/// <summary>Chooses the model for a role by the settings.</summary>
internal sealed class ChatModels(IConfiguration configuration, HttpClient http, BudgetLedger ledger, TimeProvider time, ILogger<ChatModels> logger)
{
    public ModelChoice For(string role)
    {
        var (options, problem, wanted) = new ModelSettings(configuration).Read(role);
        if (options is null)
        {
            return new ModelChoice(null, problem, wanted);
        }

        try
        {
            var model = new BudgetedChatModel(new OpenAiChatModel(options, http, time), options, ledger);
            return new ModelChoice(new RetryingChatModel(model, options.MaxAttempts, time, Random.Shared, logger), null, wanted);
        }
        catch (Exception failure) when (failure is ArgumentException or UriFormatException or InvalidOperationException)
        {
            return new ModelChoice(null, new SecretRedactor(options.ApiKey).Redact($"the client for {options} could not be made: {failure.Message}"), wanted);
        }
    }
}
