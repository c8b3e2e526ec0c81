using System.Net;
using System.Text;
using Workflows.Domain.Gates;

namespace Workflows.Http.Tests.Gates;

/// <summary>What somebody tries who has no link, an old one, or another one.</summary>
public sealed class LinkAttackTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_altered_link_is_refused_wherever_it_is_altered()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link();

        for (var i = "/g/".Length; i < link.Length; i++)
        {
            var altered = link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..];
            using var shown = await api.Client.GetAsync(altered);
            using var posted = await GateLinkTests.PostAsync(api.Client, altered, ("decision", "Approve"));
            await OpenGate.PageAsync(shown, HttpStatusCode.Forbidden, "This link is not valid");
            await OpenGate.PageAsync(posted, HttpStatusCode.Forbidden, "This link is not valid");
        }

        await gate.AssertUndecidedAsync();
        await OpenGate.PageAsync(await api.Client.GetAsync(link), HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("A.")]
    [InlineData("a%20.%0A")]
    [InlineData("%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("..%2F..%2Fkeys")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_forged_link_is_refused_and_never_repeated_on_the_page(string token)
    {
        using var shown = await api.Client.GetAsync("/g/" + token);
        using var posted = await GateLinkTests.PostAsync(api.Client, "/g/" + token, ("decision", "Approve"));

        var page = await OpenGate.PageAsync(shown, HttpStatusCode.Forbidden, "This link is not valid");
        Assert.Equal(page, await OpenGate.PageAsync(posted, HttpStatusCode.Forbidden));
        Assert.DoesNotContain("alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_link_is_refused_before_anything_is_decoded()
    {
        using var shown = await api.Client.GetAsync("/g/" + new string('A', 5000) + "." + new string('A', 43));
        await OpenGate.PageAsync(shown, HttpStatusCode.Forbidden, "This link is not valid");
    }

    [Fact]
    public async Task An_expired_link_is_refused_and_looks_like_the_others()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link(validFor: TimeSpan.FromSeconds(-1));

        using var shown = await api.Client.GetAsync(link);
        using var posted = await GateLinkTests.PostAsync(api.Client, link, ("decision", "Approve"));
        using var forged = await api.Client.GetAsync("/g/x");

        var expired = await OpenGate.PageAsync(shown, HttpStatusCode.Gone, "expired");
        Assert.Equal(expired, await OpenGate.PageAsync(posted, HttpStatusCode.Gone));
        Assert.Equal(
            forged.Headers.Where(header => header.Key != "Date").Select(header => header.Key).Order(),
            shown.Headers.Where(header => header.Key != "Date").Select(header => header.Key).Order());
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_link_of_one_gate_decides_at_no_other()
    {
        var mine = await OpenGate.OpenAsync(api, title: "Mine");
        var other = await OpenGate.OpenAsync(api, new GateRules { Users = ["bob"] }, title: "Other");
        var (a, b) = (mine.Link("ada").Split('.'), other.Link("bob").Split('.'));

        // The one's text with the other's signature; a link to the other with what the first shows; another approver.
        await OpenGate.PageAsync(await PostAsync($"{b[0]}.{a[1]}"), HttpStatusCode.Forbidden);
        await OpenGate.PageAsync(await PostAsync($"{a[0]}.{b[1]}"), HttpStatusCode.Forbidden);
        await OpenGate.PageAsync(await PostAsync(other.Link("bob", hash: mine.Hash)), HttpStatusCode.Conflict);
        await OpenGate.PageAsync(await PostAsync(other.Link("ada")), HttpStatusCode.Forbidden, "may not decide");
        await OpenGate.PageAsync(await api.Client.GetAsync(other.Link("ada")), HttpStatusCode.Forbidden, "may not decide");

        await mine.AssertUndecidedAsync();
        await other.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_link_allows_its_own_decisions_only()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link(decisions: [GateDecisionKind.Reject]);

        await OpenGate.PageAsync(await PostAsync(link, "Approve"), HttpStatusCode.Forbidden, "does not allow");
        await gate.AssertUndecidedAsync();
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=0", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=Approve%2CReject", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=Approve&decision=Reject", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=Approve&text=a&text=b", 400)]
    [InlineData("application/x-www-form-urlencoded", "decision=Approve&a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1", 400)]
    [InlineData("application/x-www-form-urlencoded", "text=decision%3DApprove", 400)]
    [InlineData("application/json", "{\"decision\":\"Approve\"}", 415)]
    [InlineData("text/plain", "decision=Approve", 415)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=decision\r\n\r\nApprove\r\n--x--", 415)]
    [InlineData("application/x-www-form-urlencoded-not", "decision=Approve", 415)]
    public async Task What_is_not_exactly_one_decision_of_the_form_decides_nothing(string type, string body, int status)
    {
        var gate = await OpenGate.OpenAsync(api);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await api.Client.PostAsync(gate.Link(), content);

        await OpenGate.PageAsync(answer, (HttpStatusCode)status, "Not understood");
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task Nothing_but_a_post_decides()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link();

        foreach (var method in new[] { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), link + "?decision=Approve");
            request.Headers.TryAddWithoutValidation("Sec-Purpose", "prefetch");
            request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "POST");
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("decision", "Approve"), KeyValuePair.Create("_method", "POST")]);
            using var answer = await api.Client.SendAsync(request);
            Assert.Equal(method is "GET" or "HEAD" ? 200 : 405, (int)answer.StatusCode);
        }

        // A decision in the address alone is none, either.
        using var inQuery = await api.Client.PostAsync(link + "?decision=Approve", new FormUrlEncodedContent([]));
        await OpenGate.PageAsync(inQuery, HttpStatusCode.BadRequest);
        using var withoutToken = await api.Client.PostAsync("/g/", new FormUrlEncodedContent([KeyValuePair.Create("decision", "Approve")]));
        Assert.Equal(HttpStatusCode.NotFound, withoutToken.StatusCode);
        await gate.AssertUndecidedAsync();
    }

    [Fact]
    public async Task A_huge_form_and_a_long_text_are_refused()
    {
        var gate = await OpenGate.OpenAsync(api);

        await OpenGate.PageAsync(await PostAsync(gate.Link(), "Approve", new string('x', 100_000)), HttpStatusCode.RequestEntityTooLarge, "at most 4000");
        await OpenGate.PageAsync(await PostAsync(gate.Link(), "Approve", new string('x', 4001)), HttpStatusCode.UnprocessableEntity, "4001");
        await gate.AssertUndecidedAsync();
        await OpenGate.PageAsync(await PostAsync(gate.Link(), "Approve", new string('\u20AC', 4000)), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_missing_text_can_be_given_after_all()
    {
        var gate = await OpenGate.OpenAsync(api);
        var link = gate.Link();

        await OpenGate.PageAsync(await PostAsync(link, "RequestChanges"), HttpStatusCode.UnprocessableEntity, "needs a text");
        await OpenGate.PageAsync(await PostAsync(link, "RequestChanges", "one more test"), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_whose_gate_was_deleted_says_so()
    {
        var gate = await OpenGate.OpenAsync(api);
        await api.Engine.TerminateAsync(gate.Id);
        await api.Engine.PurgeAsync(gate.Id);

        await OpenGate.PageAsync(await api.Client.GetAsync(gate.Link()), HttpStatusCode.Gone, "no longer there");
        await OpenGate.PageAsync(await PostAsync(gate.Link()), HttpStatusCode.Gone, "no longer there");
    }

    private Task<HttpResponseMessage> PostAsync(string link, string decision = "Approve", string text = "") =>
        GateLinkTests.PostAsync(api.Client, link, ("decision", decision), ("text", text));
}
