using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>The calculation in docs/azure-costs.md is one: its formulas are evaluated with its inputs.</summary>
public sealed partial class CostTests
{
    private static readonly Markdown Page = new("docs/azure-costs.md");

    [Fact]
    public void Every_formula_has_the_result_that_the_page_says()
    {
        var values = Page.Rows("input").ToDictionary(row => row[0], row => Number(row[1]));
        var formulas = Page.Rows("of one run").Concat(Page.Rows("cost")).Concat(Page.Rows("idle")).ToList();

        foreach (var row in formulas)
        {
            var result = Evaluate(row[1], values);
            Assert.True(Math.Abs(result - Number(row[2])) < 0.0006, $"{row[0]} = {row[1]} is {result}, and not {row[2]}");
            values.Add(row[0], result);
        }

        Assert.Equal(22, formulas.Count);
    }

    [Fact]
    public void Every_input_is_used()
    {
        var formulas = string.Join(' ', Page.Rows("of one run").Concat(Page.Rows("cost")).Concat(Page.Rows("idle")).Select(row => row[1]));

        Assert.All(Page.Rows("input"), row => Assert.Matches($@"\b{row[0]}\b", formulas));
    }

    [Fact]
    public void What_stands_in_the_text_comes_out_too()
    {
        var values = Page.Rows("input").ToDictionary(row => row[0], row => Number(row[1]));
        values["sharing"] = 8;
        var shared = Evaluate("memory_gb * (model_seconds * rounds / sharing + cpu_seconds)", values);
        values["gb_seconds"] = shared;

        Assert.Equal(11.5, shared, 3);
        Assert.Equal(0.299, Evaluate("runs * gb_seconds * price_gb_second", values), 3);
        Assert.Equal(1800, Evaluate("3600 / cpu_seconds", values), 3);
        Assert.Equal(960, Evaluate("8 * 3600 / model_seconds", values), 3);
        Assert.Equal(94_000, 157.717 / (1.664 + 0.010) * 1000, 500.0);
    }

    [Fact]
    public void The_inputs_that_are_settings_are_those_of_the_app()
    {
        using var host = System.Text.Json.JsonDocument.Parse(Repository.Read("host.json"));
        var leaves = HostJsonTests.Leaves(host.RootElement, "").ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
        var inputs = Page.Rows("input").ToDictionary(row => row[0], row => Number(row[1]));

        Assert.Equal(Number(leaves["extensions.durableTask.storageProvider.partitionCount"]), inputs["partitions"]);
        Assert.Equal(
            TimeSpan.Parse(leaves["extensions.durableTask.storageProvider.maxQueuePollingInterval"], CultureInfo.InvariantCulture).TotalSeconds, inputs["poll_seconds"]);
        Assert.Contains($"`maxConcurrentActivityFunctions` {leaves["extensions.durableTask.maxConcurrentActivityFunctions"]} ", Page.Text, StringComparison.Ordinal);
        Assert.Contains($"`maxConcurrentOrchestratorFunctions` {leaves["extensions.durableTask.maxConcurrentOrchestratorFunctions"]} ", Page.Text, StringComparison.Ordinal);
    }

    private static double Evaluate(string formula, Dictionary<string, double> values)
    {
        var numbers = Word().Replace(formula, name => values.TryGetValue(name.Value, out var value)
            ? value.ToString("0.0###############", CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"'{formula}' uses '{name.Value}', which is no input and no earlier result."));
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        return Convert.ToDouble(table.Compute(Whole().Replace(numbers, "$0.0"), null), CultureInfo.InvariantCulture);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[a-z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\d.])\d+(?![\d.])")]
    private static partial Regex Whole();
}
