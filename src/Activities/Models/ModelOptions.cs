namespace Workflows.Activities.Models;

/// <summary>How the real chat model is reached.</summary>
/// <param name="BaseUrl"><c>LLM_BASE_URL</c>: address of an OpenAI-compatible service.</param>
/// <param name="ApiKey"><c>LLM_API_KEY</c>, otherwise, for OpenAI itself, <c>OPENAI_API_KEY</c>. A secret.</param>
/// <param name="Model"><c>LLM_MODEL_&lt;ROLE&gt;</c>, otherwise <c>LLM_MODEL</c>.</param>
internal sealed record ModelOptions(Uri BaseUrl, string ApiKey, string Model)
{
    /// <summary>The setting that the key comes from.</summary>
    public string KeyName { get; init; } = "LLM_API_KEY";

    /// <summary><c>LLM_MAX_ATTEMPTS</c>: all calls for one question, the first included.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary><c>LLM_TIMEOUT_SECONDS</c>: longest time of one call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>LLM_IDLE_TIMEOUT_SECONDS</c>: longest silence within a call.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>LLM_MAX_TOKENS</c>: most tokens of an answer; null leaves it to the service, whose limit fits the model.</summary>
    public int? MaxTokens { get; init; }

    /// <summary><c>LLM_TEMPERATURE</c>; null (<c>none</c>) sends none, for models that take no other than their own.</summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>Longest answer that is taken, in characters.</summary>
    public int MaxAnswerLength { get; init; } = 1_000_000;

    /// <summary>Most bytes that are read of one response: each token comes in an envelope of some hundred bytes.</summary>
    public long MaxResponseBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary><c>LLM_PRICES</c> for this model, otherwise <c>LLM_PRICE_INPUT_PER_1M_&lt;ROLE&gt;</c>, otherwise <c>LLM_PRICE_INPUT_PER_1M</c>: US dollars for a million tokens of prompts.</summary>
    public decimal? InputPrice { get; init; }

    /// <summary><c>LLM_PRICES</c> for this model, otherwise <c>LLM_PRICE_OUTPUT_PER_1M_&lt;ROLE&gt;</c>, otherwise <c>LLM_PRICE_OUTPUT_PER_1M</c>: US dollars for a million tokens of answers.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>Whether it is known what a call costs.</summary>
    public bool HasPrices => InputPrice is not null && OutputPrice is not null;

    // Records print all their members; this one must not print the key.
    public override string ToString() => $"{Model} at {BaseUrl}";
}
