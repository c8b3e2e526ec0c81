using System.Text.RegularExpressions;
using Workflows.Http.Product;

namespace Workflows.Local.Tests.Documents;

/// <summary>The table of settings against the sample, the Bicep files, and whatever else the pages name.</summary>
public sealed partial class SettingsTests
{
    private const string HostOverride = "AzureFunctionsJobHost__";
    private static readonly string[] Hosts = ["both", "local", "azure"];

    // What Azure Functions and Durable Functions read themselves; our own stand in the sample.
    private static readonly string[] Platform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage:accountName", "AzureWebJobsStorage:blobServiceUri", "AzureWebJobsStorage:clientId", "AzureWebJobsStorage:credential",
        "FUNCTIONS_EXTENSION_VERSION", "WEBSITES_ENABLE_APP_SERVICE_STORAGE", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID",
    ];

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = new Markdown("docs/azure.md").Rows("setting");

    [Fact]
    public void Every_setting_of_the_sample_has_a_row_with_its_value()
    {
        var rows = Rows.ToDictionary(row => Name(row[0]), row => row[1]);

        Assert.All(Sample.Settings(), setting => Assert.Equal(setting.Value, rows.GetValueOrDefault(setting.Key, "no row for " + setting.Key)));
    }

    [Fact]
    public void The_known_names_of_ORCH_settings_are_those_of_the_sample() => Assert.Equal(
        Sample.Settings().Keys.Where(name => name.StartsWith("ORCH_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        OrchSettings.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_row_names_a_setting_of_the_sample_or_of_the_platform()
    {
        var known = Sample.Settings().Keys.Concat(Platform).ToHashSet();

        Assert.All(Rows, row => Assert.Contains(Name(row[0]), known));
        Assert.All(Rows, row => Assert.Contains(row[2], Hosts));
        Assert.Equal(Rows.Count, Rows.Select(row => Name(row[0])).Distinct().Count());
    }

    [Fact]
    public void Every_app_setting_of_the_Bicep_files_has_a_row_for_Azure()
    {
        var rows = Rows.ToDictionary(row => Name(row[0]), row => row[2]);
        var used = Repository.Files("infra", ".bicep").Concat(Repository.Files("infra", ".bicepparam"))
            .SelectMany(file => SettingBlock().Matches(Repository.Read(file)))
            .SelectMany(block => SettingName().Matches(block.Value))
            .Select(match => Name(match.Groups[1].Value))
            .Distinct()
            .ToList();

        Assert.Contains("AzureWebJobsStorage:accountName", used);
        Assert.Contains("LLM_API_KEY", used);
        Assert.Contains("WEBSITE_RUN_FROM_PACKAGE", used);
        Assert.All(used, name => Assert.True(rows.TryGetValue(name, out var host) && host != "local", $"{name} is set, and has no row for Azure"));
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_setting_that_a_page_names_is_known(string page)
    {
        using var host = System.Text.Json.JsonDocument.Parse(Repository.Read("host.json"));
        var paths = HostJsonTests.Leaves(host.RootElement, "").Select(leaf => leaf.Path).ToHashSet();
        var known = Sample.Settings().Keys.Concat(Platform).ToHashSet();

        Assert.All(WithUnderscores().Matches(new Markdown(page).Text).Select(match => match.Value), name =>
        {
            if (name.StartsWith(HostOverride, StringComparison.Ordinal))
            {
                Assert.Contains(name[HostOverride.Length..].Replace("__", ".", StringComparison.Ordinal), paths);
            }
            else
            {
                Assert.Contains(Name(name), known);
            }
        });
    }

    private static string Name(string written) => written.Replace("__", ":", StringComparison.Ordinal);

    // The objects that become app settings: var …Settings = {…} and param settings = {…}, ternaries included.
    [GeneratedRegex(@"^(?:var \w*Settings|param settings) = (?:.*\n)*?^\}", RegexOptions.Multiline)]
    private static partial Regex SettingBlock();

    [GeneratedRegex(@"^  ([A-Za-z]\w*):", RegexOptions.Multiline)]
    private static partial Regex SettingName();

    [GeneratedRegex(@"\b[A-Za-z]+__\w+\b")]
    private static partial Regex WithUnderscores();
}
