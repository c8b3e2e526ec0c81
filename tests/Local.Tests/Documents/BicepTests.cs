using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>The compiler of Bicep is not to be had everywhere; what these find would be an error or a warning of it.</summary>
public sealed partial class BicepTests
{
    private static readonly HashSet<string> Words =
    [
        "param", "var", "resource", "module", "output", "existing", "if", "for", "in", "string", "int", "bool", "object", "true", "false", "null",
        "description", "allowed", "minLength", "maxLength", "minValue", "maxValue", "resourceGroup", "subscription", "subscriptionResourceId",
        "uniqueString", "guid", "take", "replace", "empty", "union", "items",
    ];

    private static readonly Dictionary<string, string> Roles = new()
    {
        ["blobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["blobDataContributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["queueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["tableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
        ["secretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["secretsOfficer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["acrPull"] = "7f951dda-4ed3-4680-a7ca-43fe172d538d",
    };

    public static TheoryData<string> Files => new(Repository.Files("infra", ".bicep"));

    public static TheoryData<string> ParameterFiles => new(Repository.Files("infra", ".bicepparam"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_that_is_used_is_declared_and_every_name_that_is_declared_is_used(string path)
    {
        var file = new BicepFile(path);
        var symbols = file.Symbols;

        Assert.Equal(symbols.Count, symbols.Distinct().Count());
        Assert.All(Uses(file), name => Assert.True(Words.Contains(name) || symbols.Contains(name), $"{path} uses {name}"));
        // A resource may be made for its own sake.
        var declared = file.Parameters.Keys.Concat(file.Modules.Keys.Where(module => module != "app"));
        Assert.All(declared, name => Assert.True(file.Tokens.Count(token => token == name) > 1, $"{path} declares {name} and does not use it"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Brackets_are_closed_in_the_order_in_which_they_were_opened(string path)
    {
        var open = new Stack<string>();
        foreach (var token in new BicepFile(path).Tokens)
        {
            if (token is "{" or "[" or "(")
            {
                open.Push(token);
            }
            else if (token is "}" or "]" or ")")
            {
                Assert.True(open.TryPop(out var opened) && opened + token is "{}" or "[]" or "()", $"{path}: {token}");
            }
        }

        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_module_exists_and_gets_the_parameters_that_it_declares(string path)
    {
        Assert.All(new BicepFile(path).Modules, module =>
        {
            Assert.True(Repository.Has(module.Value.File), module.Value.File);
            var parameters = new BicepFile(module.Value.File).Parameters;
            Assert.Equal(module.Value.Given.Count, module.Value.Given.Distinct().Count());
            Assert.All(module.Value.Given, given => Assert.Contains(given, parameters.Keys));
            Assert.All(parameters.Where(parameter => !parameter.Value), required => Assert.Contains(required.Key, module.Value.Given));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_output_that_is_read_is_an_output_of_that_module(string path)
    {
        var file = new BicepFile(path);

        Assert.All(file.OutputsRead, read => Assert.Contains(read.Output, new BicepFile(file.Modules[read.Module].File).Outputs));
    }

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public void A_parameter_file_gives_what_its_template_takes(string path)
    {
        var text = Repository.Read(path);
        var template = new BicepFile("infra/" + Using().Match(text).Groups[1].Value);
        var given = Given().Matches(text).Select(match => match.Groups[1].Value).ToList();

        Assert.All(given, name => Assert.Contains(name, template.Parameters.Keys));
        Assert.All(template.Parameters.Where(parameter => !parameter.Value), required => Assert.Contains(required.Key, given));
    }

    [Fact]
    public void No_account_key_and_no_secret_is_used_anywhere()
    {
        Assert.True(new BicepFile("infra/modules/storage.bicep").Contains("allowSharedKeyAccess: false"));
        Assert.True(new BicepFile("infra/modules/monitoring.bicep").Contains("DisableLocalAuth: true"));
        Assert.All(Repository.Files("infra", ""), path =>
        {
            var text = Repository.Read(path);
            Assert.DoesNotMatch("(?i)listKeys|AccountKey|InstrumentationKey|WEBSITE_CONTENT", text);
        });
    }

    [Fact]
    public void On_Flex_no_setting_names_a_runtime()
    {
        Assert.All(["infra/flex.bicep", "infra/modules/flexApp.bicep", "infra/modules/foundation.bicep", "infra/flex.bicepparam"], path =>
            Assert.DoesNotMatch("FUNCTIONS_WORKER_RUNTIME|FUNCTIONS_EXTENSION_VERSION|WEBSITE_RUN_FROM_PACKAGE|linuxFxVersion", Repository.Read(path)));
        Assert.True(new BicepFile("infra/modules/flexApp.bicep").Contains("name: 'dotnet-isolated'\n        version: '10.0'"));
        Assert.True(new BicepFile("infra/modules/premiumApp.bicep").Contains("'DOTNET-ISOLATED|10.0'"));
    }

    [Fact]
    public void Every_role_has_the_id_that_Azure_gave_it()
    {
        var used = Repository.Files("infra", ".bicep").SelectMany(path => Role().Matches(Repository.Read(path)))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();

        Assert.Equal(Roles.Count, used.Count);
        Assert.All(used, role => Assert.Equal(Roles[role.Item1], role.Item2));
    }

    [Fact]
    public void Every_type_of_resource_is_asked_for_in_one_version()
    {
        var types = Repository.Files("infra", ".bicep").SelectMany(path => new BicepFile(path).ResourceTypes).Distinct().ToList();

        Assert.Equal(types.Count, types.Select(type => type.Split('@')[0]).Distinct().Count());
        Assert.Contains("Microsoft.Web/sites@2024-04-01", types);
        Assert.Contains("Microsoft.Storage/storageAccounts@2023-05-01", types);
    }

    // A name before a colon is a property; one after a point, a member.
    private static IEnumerable<string> Uses(BicepFile file) =>
        file.Tokens.Where((token, i) => (char.IsLetter(token[0]) || token[0] == '_')
            && (i == 0 || file.Tokens[i - 1] is not ("." or "output"))
            && (i + 1 == file.Tokens.Count || file.Tokens[i + 1] != ":"));

    [GeneratedRegex(@"^using '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^param (\w+) =", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"^var (\w+) = '([0-9a-f]{8}-[0-9a-f-]{27})'", RegexOptions.Multiline)]
    private static partial Regex Role();
}
