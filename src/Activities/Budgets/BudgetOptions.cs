using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Workflows.Activities.Models;
using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

/// <summary>The budgets that hold where a project has none of its own, and where the books are kept.</summary>
/// <param name="Limits">Settings <c>Budgets:RunTokens</c>, <c>RunUsd</c>, <c>ProjectTokens</c>, <c>ProjectUsd</c>, <c>MonthTokens</c>, <c>MonthUsd</c>; empty for no limit.</param>
/// <param name="Approvers">Setting <c>Budgets:Approvers</c>: who may raise a budget at a gate; empty for everybody who can reach the gate.</param>
/// <param name="Folder">Setting <c>Budgets:Folder</c>, as a full path; null where the storage account of the artifacts keeps the books.</param>
internal sealed record BudgetOptions(BudgetLimits Limits, IReadOnlyList<string> Approvers, string? Folder)
{
    public const string FolderSetting = "Budgets:Folder";

    private const string DefaultFolder = ".workflows/budgets";
    private const long MostTokens = 1_000_000_000_000;
    private const decimal MostUsd = 1_000_000_000;

    /// <exception cref="OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static BudgetOptions From(IConfiguration configuration, bool hasAccount)
    {
        // A price that is not understood would be another one, and be found with the bill.
        if (ModelPrices.Parse(configuration[ModelPrices.Setting]).Problem is { } wrong)
        {
            throw Invalid(wrong + ".");
        }

        var limits = new BudgetLimits(Limit(configuration, "Run"), Limit(configuration, "Project"), Limit(configuration, "Month"));
        if (limits.LimitMoney && new ModelSettings(configuration).Read("generate-tests").Options is { } model && !model.HasPrices)
        {
            throw Invalid(
                $"A budget in US dollars is set, and nobody knows what {model.Model} costs. Set LLM_PRICE_INPUT_PER_1M and LLM_PRICE_OUTPUT_PER_1M (US dollars for a million tokens; 0 where it costs nothing), or both in LLM_PRICES, or limit tokens instead.");
        }

        var approvers = (Text(configuration, "Budgets:Approvers") ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase);
        return new BudgetOptions(limits, [.. approvers], FolderOf(configuration, hasAccount));
    }

    private static BudgetLimit Limit(IConfiguration configuration, string scope) => new(
        (long?)Number(configuration, $"Budgets:{scope}Tokens", NumberStyles.None, MostTokens, "a whole number of tokens"),
        Number(configuration, $"Budgets:{scope}Usd", NumberStyles.AllowDecimalPoint, MostUsd, "a number of US dollars such as 2.50"));

    private static decimal? Number(IConfiguration configuration, string name, NumberStyles style, decimal most, string what) =>
        Text(configuration, name) is not { } text ? null
        : decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw Invalid(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'. It is {what}, at most {most}, or empty for no limit."));

    private static string? FolderOf(IConfiguration configuration, bool hasAccount)
    {
        var folder = Text(configuration, FolderSetting);
        if (folder is null && hasAccount)
        {
            return null;
        }

        try
        {
            return Path.GetFullPath(folder ?? DefaultFolder);
        }
        catch (ArgumentException)
        {
            throw Invalid($"{FolderSetting} is not a path of a folder (it holds a character that no path may hold).");
        }
    }

    private static string? Text(IConfiguration configuration, string name) =>
        string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    private static OptionsValidationException Invalid(string problem) => new("Budgets", typeof(BudgetOptions), [problem]);
}
