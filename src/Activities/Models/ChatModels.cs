using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Budgets;
using Workflows.Domain.Agents;

namespace Workflows.Activities.Models;

/// <summary>Chooses the model for a role by the settings.</summary>
internal sealed class ChatModels(IConfiguration configuration, HttpClient http, BudgetLedger ledger, TimeProvider time, ILogger<ChatModels> logger)
{
    /// <summary>The model for a question that is asked once, with the retries that it takes.</summary>
    /// <param name="role">What the model is for.</param>
    /// <param name="chosen">The model that somebody chose when the run was forked; null for that of the settings.</param>
    public ModelChoice For(string role, string? chosen = null) => Choose(
        role, agent: false, chosen, (model, options) => new RetryingChatModel(model, options.MaxAttempts, time, Random.Shared, logger));

    /// <summary>The model for the turns of an agent, whose retries are durable.</summary>
    public ModelChoice ForAgent(string role, string? chosen = null) => Choose(role, agent: true, chosen, (model, _) => new RaisingChatModel(model));

    /// <summary>Looks whether an agent's model can be reached. What has none can.</summary>
    public async Task<ProbeResult> ProbeAsync(string role, CancellationToken cancellationToken) =>
        new ModelSettings(configuration).Read(role, agent: true).Options is { } options
            ? await new ModelProbe(http, time).ProbeAsync(options, cancellationToken)
            : new ProbeResult(true, null);

    private ModelChoice Choose(string role, bool agent, string? chosen, Func<IChatModel, ModelOptions, IChatModel> retrying)
    {
        var (options, problem, wanted) = new ModelSettings(configuration).Read(role, agent, chosen);
        if (options is null)
        {
            return new ModelChoice(null, problem, wanted);
        }

        try
        {
            var model = new BudgetedChatModel(new OpenAiChatModel(options, http, time), options, ledger);
            return new ModelChoice(retrying(model, options), null, wanted);
        }
        catch (Exception failure) when (failure is ArgumentException or UriFormatException or InvalidOperationException)
        {
            return new ModelChoice(null, new SecretRedactor(options.ApiKey).Redact($"the client for {options} could not be made: {failure.Message}"), wanted);
        }
    }
}
