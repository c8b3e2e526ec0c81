using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>What a page names must be there: files, addresses, commands, other pages.</summary>
public sealed partial class NamedThingsTests
{
    private const string Hooks = "/runtime/webhooks/durabletask/instances";

    // What a shell on a developer's machine has, and what the page says how to get.
    private static readonly string[] Tools = ["az", "cd", "cp", "curl", "docker", "dotnet", "func", "git", "npm", "npx", "export", "output()", "(cd"];

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_file_that_a_page_names_exists(string page)
    {
        // What a command of the page makes is not there yet.
        var names = NamedPath().Matches(new Markdown(page).Text).Select(match => match.Value.TrimEnd('.', ',', ':')).Where(path => !path.Contains("/bin/", StringComparison.Ordinal));

        Assert.All(names, path => Assert.True(Repository.Has(path), $"{page} names {path}"));
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_link_leads_somewhere(string page)
    {
        Assert.All(new Markdown(page).Links().Where(link => !link.StartsWith("http", StringComparison.Ordinal)), link =>
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? page : "docs/" + parts[0];
            Assert.True(Repository.Has(target), $"{page} links to {link}");
            Assert.True(parts.Length == 1 || new Markdown(target).Anchors().Contains(parts[1]), $"{page} links to {link}");
        });
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_address_that_a_page_names_is_a_route(string page)
    {
        var addresses = Address().Matches(new Markdown(page).Text).Select(match => match.Value).Where(path => !path.EndsWith('…'));

        Assert.All(addresses, path => Assert.True(Routes.Has(null, path), $"{page} names {path}"));
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_request_by_curl_has_its_route_and_method(string page)
    {
        Assert.All(new Markdown(page).Commands().Where(command => command.StartsWith("curl ", StringComparison.Ordinal)), command =>
        {
            var method = Method().Match(command) is { Success: true } given ? given.Groups[1].Value : "GET";
            var path = Url().Match(command.Replace("$HOOKS", "http://hooks" + Hooks, StringComparison.Ordinal)).Groups[1].Value;
            Assert.True(Routes.Has(method, path), $"{page}: {command}");
        });
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_command_is_of_a_tool_that_the_pages_ask_for(string page)
    {
        Assert.All(new Markdown(page).Commands().Where(command => !Assignment().IsMatch(command)), command => Assert.Contains(command.Split(' ')[0], Tools));
        Assert.All(FuncCommand().Matches(new Markdown(page).Text).Select(match => match.Groups[1].Value), command =>
            Assert.True(command.StartsWith("start", StringComparison.Ordinal) || command.StartsWith("azure functionapp publish", StringComparison.Ordinal) || command == "--version", command));
    }

    [Theory]
    [MemberData(nameof(Markdown.Pages), MemberType = typeof(Markdown))]
    public void Every_output_that_a_command_asks_for_comes_from_both_deployments(string page)
    {
        var asked = new Markdown(page).Commands().SelectMany(command => Output().Matches(command)).Select(match => match.Groups[1].Value);

        Assert.All(asked, name =>
        {
            Assert.Contains(name, new BicepFile("infra/flex.bicep").Outputs);
            Assert.Contains(name, new BicepFile("infra/premium.bicep").Outputs);
        });
    }

    [Fact]
    public void The_pages_name_what_the_checks_look_for()
    {
        var page = new Markdown("docs/azure.md");

        Assert.Contains(page.Commands(), command => command.StartsWith("curl -i -X POST", StringComparison.Ordinal));
        Assert.Contains(page.Commands(), command => Output().IsMatch(command));
        Assert.NotEmpty(Address().Matches(page.Text));
        Assert.NotEmpty(NamedPath().Matches(page.Text));
        Assert.NotEmpty(page.Links());
    }

    [GeneratedRegex(@"(?<![\w/.$-])(?:(?:src|infra|docs|examples|tests|tools)/[\w./*-]+|host\.json|local\.settings\.sample\.json)")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"/(?:v1/|healthz|openapi\.json|api/orchestrators|runtime/webhooks/durabletask/)[\w./{}$*…-]*")]
    private static partial Regex Address();

    [GeneratedRegex(@"-X ([A-Z]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"https?://[^/\s""']+(/[^\s""'?]*)")]
    private static partial Regex Url();

    [GeneratedRegex(@"^[A-Z]+=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<![\w/-])func ((?:--)?[a-z][a-z \-]*)")]
    private static partial Regex FuncCommand();

    [GeneratedRegex(@"\$\(output (\w+)\)")]
    private static partial Regex Output();
}
