using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.Documents;

/// <summary>The requests beside the examples.</summary>
public sealed partial class HttpFileTests
{
    public static TheoryData<string> Files => new(Repository.Files("examples", ".http"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_request_has_its_route_and_every_body_its_file(string file)
    {
        var text = Repository.Read(file);
        var requests = Request().Matches(text);

        Assert.True(requests.Count > 10, $"{file} holds {requests.Count} requests");
        Assert.All(requests, request => Assert.True(Routes.Has(request.Groups[1].Value, Variable().Replace(request.Groups[2].Value, "x")), request.Value));
        Assert.All(Body().Matches(text).Select(match => match.Groups[1].Value), body => Assert.True(Repository.Has("examples/" + body), body));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_is_given_a_value_or_comes_from_a_named_request(string file)
    {
        var text = Repository.Read(file);
        var given = Given().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.All(Variable().Matches(text).Select(match => match.Value.Trim('{', '}').Split('.')[0]), name => Assert.Contains(name, given));
    }

    [Fact]
    public void On_Azure_every_request_brings_the_key_that_its_route_asks_for()
    {
        var requests = Separator().Split(Repository.Read("examples/azure.http")).Where(part => Request().IsMatch(part));

        Assert.All(requests, part =>
        {
            var path = Request().Match(part).Groups[2].Value;
            var open = path is "/healthz" or "/openapi.json";
            var webhook = path.StartsWith("/runtime/", StringComparison.Ordinal);
            Assert.Equal(!open && !webhook, part.Contains("x-functions-key: {{key}}", StringComparison.Ordinal));
            Assert.Equal(webhook, part.Contains("code={{system}}", StringComparison.Ordinal));
        });
    }

    [GeneratedRegex(@"^(GET|POST|PUT|DELETE) \{\{host\}\}([^\s?]*)", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{\{[^}]+\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^< \./(\S+)", RegexOptions.Multiline)]
    private static partial Regex Body();

    [GeneratedRegex(@"^(?:@|# @name )(\w+)", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"^###.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}
