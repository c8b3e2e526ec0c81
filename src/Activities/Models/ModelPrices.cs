using System.Globalization;

namespace Workflows.Activities.Models;

/// <summary>What models cost, by their names: setting <c>LLM_PRICES</c>, as in <c>qwen-max=1.6/6.4;gpt-4o-mini=0.15/0.6</c>. They go before the prices of roles.</summary>
internal sealed class ModelPrices
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "LLM_PRICES";

    private const string Form = "Each entry is a model and its US dollars for a million tokens of prompts and of answers, as in qwen-max=1.6/6.4;gpt-4o-mini=0.15/0.6";
    private const decimal Most = 1_000_000;
    private const int MostShown = 60;

    private readonly Dictionary<string, (decimal Input, decimal Output)> _prices = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the setting.</summary>
    /// <returns>The prices that could be read, and what is wrong with the setting; null for nothing.</returns>
    public static (ModelPrices Prices, string? Problem) Parse(string? text)
    {
        var prices = new ModelPrices();
        foreach (var entry in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (prices.Problem(entry) is { } problem)
            {
                return (prices, $"{Setting} holds '{(entry.Length > MostShown ? entry[..MostShown] + "…" : entry)}': {problem}. {Form}");
            }
        }

        return (prices, null);
    }

    /// <summary>What a model costs; null where the setting does not tell.</summary>
    public (decimal Input, decimal Output)? Of(string model) => _prices.TryGetValue(model, out var price) ? price : null;

    private string? Problem(string entry)
    {
        // Names of models may hold nearly everything; prices hold no equals sign.
        var end = entry.LastIndexOf('=');
        if (end <= 0 || entry[..end].TrimEnd() is not { Length: > 0 } model)
        {
            return "there is no model in front of an equals sign";
        }

        var parts = entry[(end + 1)..].Split('/', StringSplitOptions.TrimEntries);
        return parts.Length != 2 || Number(parts[0]) is not { } input || Number(parts[1]) is not { } output
                ? "behind the equals sign stand not two numbers from 0 to 1000000 with a slash between"
            : !_prices.TryAdd(model, (input, output)) ? "the model has a price already"
            : null;
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;
}
