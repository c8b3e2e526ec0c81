using System.Net;
using System.Text.RegularExpressions;
using Workflows.Domain.Gates;

namespace Workflows.Http.Tests.Gates;

public sealed class GateLinkTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_page_shows_what_is_to_be_decided_on_and_the_form_decides_in_the_name_of_the_link()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link("ada", decisions: [GateDecisionKind.Approve, GateDecisionKind.RequestChanges]);

        using var shown = await api.Client.GetAsync(link);
        var page = await OpenGate.PageAsync(shown, HttpStatusCode.OK, "Tests for Ping", "3 of 3 tests passed.", "class PingTests {}", "ada", "Request changes");
        Assert.DoesNotContain("value=\"Reject\"", page, StringComparison.Ordinal);
        await gate.AssertUndecidedAsync();

        using var decided = await PostAsync(link, ("decision", "Approve"), ("text", "but add\r\none more"), ("by", "somebody-else"));
        await OpenGate.PageAsync(decided, HttpStatusCode.OK, "Your decision was taken");
        var taken = Assert.Single((await gate.StatusAsync()).Taken);
        Assert.Equal((GateDecisionKind.Approve, "ada", "link", "but add\none more"), (taken.Kind, taken.By, taken.Channel, taken.Text));
    }

    [Fact]
    public async Task A_used_link_shows_who_decided_and_decides_no_more()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link("ada");
        (await PostAsync(link, ("decision", "Approve"))).EnsureSuccessStatusCode();

        using var shown = await api.Client.GetAsync(link);
        using var again = await PostAsync(link, ("decision", "Reject"));
        using var other = await PostAsync(gate.Link("bob"), ("decision", "Reject"));

        await OpenGate.PageAsync(shown, HttpStatusCode.Conflict, "Approve by ada at");
        await OpenGate.PageAsync(again, HttpStatusCode.Conflict, "Approve by ada at");
        await OpenGate.PageAsync(other, HttpStatusCode.Conflict, "Approve by ada at");
    }

    [Fact]
    public async Task A_link_counts_once_where_several_must_approve()
    {
        var gate = await OpenGate.OpenAsync(api, new GateRules { Quorum = 2 });
        var link = gate.Link("ada");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(link, ("decision", "Approve"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(4, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal("ada", Assert.Single((await gate.StatusAsync()).Taken).By);
        await OpenGate.PageAsync(await api.Client.GetAsync(link), HttpStatusCode.Conflict, "ada has already decided");
    }

    [Fact]
    public async Task A_link_to_content_that_changed_shows_nothing_new_and_decides_nothing()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link();
        await gate.ChangeArtifactAsync();

        // The gate has not noticed yet; the page has.
        var before = await OpenGate.PageAsync(await api.Client.GetAsync(link), HttpStatusCode.Conflict, "changed since", "new link");
        var voided = await OpenGate.PageAsync(await PostAsync(link, ("decision", "Approve")), HttpStatusCode.Conflict, "changed since", "Tests", "new link");
        var after = await OpenGate.PageAsync(await api.Client.GetAsync(link), HttpStatusCode.Conflict, "changed since", "Tests", "new link");

        Assert.All([before, voided, after], page =>
        {
            Assert.DoesNotContain("<button", page, StringComparison.Ordinal);
            Assert.DoesNotContain("class Other", page, StringComparison.Ordinal);
        });
        await gate.AssertUndecidedAsync();
        var current = gate.Link(hash: (await gate.StatusAsync()).ContentHash);
        await OpenGate.PageAsync(await api.Client.GetAsync(current), HttpStatusCode.OK, "class Other", "Changed since it was first shown");
    }

    [Fact]
    public async Task The_page_runs_nothing_and_lets_its_address_leave_by_no_way()
    {
        var gate = await OpenGate.OpenAsync(api);
        using var shown = await api.Client.GetAsync(gate.Link());
        using var refused = await api.Client.GetAsync("/g/nothing");

        Assert.All([shown, refused], response =>
        {
            var policy = Header(response, "Content-Security-Policy");
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.Contains("form-action 'self'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
            Assert.Equal("no-store", Header(response, "Cache-Control"));
            Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
            Assert.Contains("noindex", Header(response, "X-Robots-Tag"), StringComparison.Ordinal);
        });
        var page = await shown.Content.ReadAsStringAsync();
        var style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"'sha256-{hash}'", Header(shown, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotMatch("<(script|img|link|iframe|a )|style=| on[a-z]+=", page);
    }

    [Fact]
    public async Task Hostile_content_stays_text()
    {
        const string Hostile = "</pre><script>alert(1)</script><form action=//evil><button name=decision value=Approve>\u202Eevil\u0007";
        var gate = await OpenGate.OpenAsync(api, new GateRules { Users = ["<b>ada</b>"] }, Hostile, "\"><script>title", "<img src=x onerror=alert(1)>");

        var page = await OpenGate.PageAsync(await api.Client.GetAsync(gate.Link("<b>ada</b>")), HttpStatusCode.OK,
            "&lt;script&gt;alert(1)", "[U+202E]evil[U+0007]", "&lt;b&gt;ada&lt;/b&gt;", "&lt;img src=x");

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<form"));
    }

    [Fact]
    public async Task Long_content_is_shown_in_part_and_says_so()
    {
        var gate = await OpenGate.OpenAsync(api, code: string.Join('\n', Enumerable.Range(1, 1000).Select(line => $"// line {line}.")));

        var page = await OpenGate.PageAsync(await api.Client.GetAsync(gate.Link()), HttpStatusCode.OK, "// line 200.", "1000 lines", gate.RunId);

        Assert.DoesNotContain("// line 201.", page, StringComparison.Ordinal);
    }

    internal static Task<HttpResponseMessage> PostAsync(HttpClient client, string link, params (string Name, string Value)[] fields) =>
        client.PostAsync(link, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private Task<HttpResponseMessage> PostAsync(string link, params (string Name, string Value)[] fields) => PostAsync(api.Client, link, fields);
}
