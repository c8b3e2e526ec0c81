using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Workflows.Activities.Models;

/// <summary>
/// Reads the <c>LLM_*</c> settings for a role. A wrong one does not stop the host: the offline model is used and the reason is told,
/// as for every other way in which the real model cannot be had.
/// </summary>
internal sealed class ModelSettings(IConfiguration configuration)
{
    private const string DefaultBaseUrl = "https://api.openai.com/v1";
    private const string OwnKey = "LLM_API_KEY";

    // Where many have their key already. It was made for one service, and no other is shown it.
    private const string OpenAiKey = "OPENAI_API_KEY";
    private const string DefaultModel = "gpt-4.1-mini";

    // The one that the agents of this kind were first made for; every setting goes before it.
    private const string DefaultImplementer = "gpt-5.1-codex-mini";

    /// <summary>The options, or why there is no real model.</summary>
    /// <param name="role">What the model is for: <c>generate-tests</c> reads <c>LLM_MODEL_GENERATE_TESTS</c>.</param>
    /// <param name="agent">Whether it drives an agent: then <c>ORCH_MODEL_IMPLEMENTER</c> goes before <c>LLM_MODEL_IMPLEMENTER</c>.</param>
    /// <param name="chosen">A model that goes before those of the settings; null for none.</param>
    public (ModelOptions? Options, string? Problem, bool Wanted) Read(string role, bool agent = false, string? chosen = null)
    {
        var wanted = Text("USE_REAL_LLM");
        if (wanted is null || IsOff(wanted))
        {
            return (null, "USE_REAL_LLM is not true, so the real model is off", false);
        }

        if (!IsOn(wanted))
        {
            return (null, $"USE_REAL_LLM is '{Shown(wanted)}'; it is true or false", true);
        }

        var (ownKey, openAiKey) = (Text(OwnKey), Text(OpenAiKey));
        if ((ownKey ?? openAiKey) is not { } key)
        {
            return (null, "LLM_API_KEY is not set", true);
        }

        var keyName = ownKey is null ? OpenAiKey : OwnKey;
        if (key.Any(c => c is < '!' or > '~'))
        {
            return (null, $"{keyName} holds a blank or a character that no header may hold", true);
        }

        if (BaseUrl(out var baseUrl) is { } urlProblem)
        {
            return (null, urlProblem, true);
        }

        if (ownKey is null && !IsOpenAi(baseUrl!))
        {
            return (null, "LLM_API_KEY is not set, and OPENAI_API_KEY goes to OpenAI alone, which LLM_BASE_URL is not", true);
        }

        var name = role.Replace('-', '_').ToUpperInvariant();
        var model = chosen ?? (agent ? Text($"ORCH_MODEL_{name}") : null) ?? Text($"LLM_MODEL_{name}") ?? Text("LLM_MODEL")
            ?? (agent && name == "IMPLEMENTER" ? DefaultImplementer : DefaultModel);
        return Numbers(new ModelOptions(baseUrl!, key, model) { KeyName = keyName }, name) is (var options, var problem) && problem is null
            ? (options, null, true)
            : (null, problem, true);
    }

    private string? BaseUrl(out Uri? address)
    {
        var text = Text("LLM_BASE_URL") ?? DefaultBaseUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https"))
        {
            return "LLM_BASE_URL is not an http or https address, such as https://api.openai.com/v1";
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            // It may be a secret, and addresses are logged.
            return "LLM_BASE_URL holds a user name, a query or a fragment; give the bare address, and the key as LLM_API_KEY";
        }

        if (address.AbsolutePath == "/")
        {
            address = new Uri(address, "/v1");
        }

        return null;
    }

    private static bool IsOpenAi(Uri address) => address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
        && (address.IdnHost == "api.openai.com" || address.IdnHost.EndsWith(".api.openai.com", StringComparison.Ordinal));

    private (ModelOptions Options, string? Problem) Numbers(ModelOptions options, string role)
    {
        var (prices, problem) = ModelPrices.Parse(Text(ModelPrices.Setting));
        var price = prices.Of(options.Model);
        options = options with
        {
            MaxAttempts = (int)(Number("LLM_MAX_ATTEMPTS", 1, 20, ref problem) ?? options.MaxAttempts),
            Timeout = Seconds("LLM_TIMEOUT_SECONDS", ref problem) ?? options.Timeout,
            IdleTimeout = Seconds("LLM_IDLE_TIMEOUT_SECONDS", ref problem) ?? options.IdleTimeout,
            MaxTokens = (int?)Number("LLM_MAX_TOKENS", 1, 10_000_000, ref problem),
            Temperature = string.Equals(Text("LLM_TEMPERATURE"), "none", StringComparison.OrdinalIgnoreCase)
                ? null
                : (double?)Number("LLM_TEMPERATURE", 0, 2, ref problem, whole: false) ?? (TakesTemperature(options.Model) ? 0 : null),
            InputPrice = price?.Input ?? Price("LLM_PRICE_INPUT_PER_1M", role, ref problem),
            OutputPrice = price?.Output ?? Price("LLM_PRICE_OUTPUT_PER_1M", role, ref problem),
        };
        return (options, problem);
    }

    // Roles may have models of their own, which cost something else.
    private decimal? Price(string name, string role, ref string? problem) =>
        Number($"{name}_{role}", 0, 1_000_000, ref problem, whole: false) ?? Number(name, 0, 1_000_000, ref problem, whole: false);

    private TimeSpan? Seconds(string name, ref string? problem) =>
        Number(name, 1, 86_400, ref problem) is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null;

    private decimal? Number(string name, decimal least, decimal most, ref string? problem, bool whole = true)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var style = whole ? NumberStyles.None : NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problem ??= $"{name} is '{Shown(text)}'; it is a {(whole ? "whole number" : "number such as 0.5")} from {least} to {most}";
        return null;
    }

    // OpenAI's reasoning models refuse every temperature but their own; the others have to be told one to be steady.
    private static bool TakesTemperature(string model) =>
        !(model.StartsWith("gpt-5", StringComparison.OrdinalIgnoreCase) || (model.Length > 1 && model[0] is 'o' && char.IsAsciiDigit(model[1])));

    private static bool IsOn(string text) => text.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    private static bool IsOff(string text) => text.ToUpperInvariant() is "FALSE" or "0" or "NO" or "OFF";

    // A key that was pasted into the wrong setting is not told in full.
    private static string Shown(string text) => text.Length <= 10 ? text : text[..4] + "…";

    private string? Text(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();
}
