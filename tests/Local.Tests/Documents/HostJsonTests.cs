using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Workflows.Local.Tests.Documents;

/// <summary><c>host.json</c> has no comments; the word on each of its values stands in docs/azure.md, and must stay true.</summary>
public sealed class HostJsonTests
{
    [Fact]
    public void Every_value_has_its_row_in_the_table_and_every_row_its_value()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var values = Leaves(host.RootElement, "").OrderBy(leaf => leaf.Path, StringComparer.Ordinal);

        var rows = new Markdown("docs/azure.md").Rows("path").Select(row => (row[0], row[1] == "(empty)" ? "" : row[1]));

        Assert.Equal(values, rows.OrderBy(row => row.Item1, StringComparer.Ordinal));
        Assert.All(new Markdown("docs/azure.md").Rows("path"), row => Assert.True(row[3].Length > 3, $"{row[0]} has no reason"));
    }

    [Fact]
    public void The_app_takes_this_file_along()
    {
        var linked = XDocument.Load(Repository.At("src/Functions/Functions.csproj")).Descendants("None")
            .Single(item => item.Attribute("Include")?.Value == "../../host.json");

        Assert.Equal("host.json", linked.Attribute("Link")?.Value);
        Assert.Equal("PreserveNewest", linked.Attribute("CopyToOutputDirectory")?.Value);
        Assert.Equal("PreserveNewest", linked.Attribute("CopyToPublishDirectory")?.Value);
    }

    [Fact]
    public void The_longest_step_fits_into_the_time_that_a_function_has()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var limit = TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!, CultureInfo.InvariantCulture);
        var settings = Sample.Settings();

        Assert.True(limit.TotalSeconds > Number(settings, "LLM_MAX_ATTEMPTS") * Number(settings, "LLM_TIMEOUT_SECONDS"), "a model call with its retries");
        Assert.True(limit.TotalSeconds > Number(settings, "Execution:RunTimeoutSeconds"), "the execution of tests");
    }

    [Fact]
    public void What_users_sent_is_not_traced_and_obsolete_names_are_not_used()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var leaves = Leaves(host.RootElement, "").ToDictionary(leaf => leaf.Path, leaf => leaf.Value);

        Assert.Equal("false", leaves["extensions.durableTask.tracing.traceInputsAndOutputs"]);
        Assert.Contains("Trace", leaves["logging.applicationInsights.samplingSettings.excludedTypes"], StringComparison.Ordinal);
        Assert.DoesNotContain(leaves.Keys, path => path.EndsWith("connectionStringName", StringComparison.OrdinalIgnoreCase));
    }

    internal static IEnumerable<(string Path, string Value)> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.String => [(path, element.GetString()!)],
        _ => [(path, element.GetRawText())],
    };

    private static double Number(IReadOnlyDictionary<string, string> settings, string name) => double.Parse(settings[name], CultureInfo.InvariantCulture);
}
