using Microsoft.AspNetCore.Http;
using Workflows.Http.Hosting;

namespace Workflows.Http.Tests.Gates;

public sealed class LoopbackGuardTests
{
    private static readonly Uri Public = new("https://flows.example.org/");

    [Theory]
    [InlineData("/g/token", null)]
    [InlineData("/v1/webhooks/github", null)]
    [InlineData("/v1/webhooks/gates", null)]
    [InlineData("/", 421)]
    [InlineData("/v1/gates", 421)]
    [InlineData("/v1/gates/g/decisions", 421)]
    [InlineData("/v1/runs/r/artifacts/g/x", 421)]
    [InlineData("/gates", 421)]
    [InlineData("//g/token", 421)]
    [InlineData("/v1/webhooksx", 421)]
    [InlineData("/runtime/webhooks/durabletask/instances", 421)]
    [InlineData("/openapi.json", 421)]
    public void Under_the_public_name_only_what_brings_its_own_proof_is_answered(string path, int? refusal)
    {
        Assert.Equal(refusal, Ask("GET", "flows.example.org", path));
        Assert.Equal(421, Ask("GET", "evil.example.org", path));
        Assert.Equal(421, Ask("GET", "flows.example.org", path, publicBaseUrl: null));
        Assert.Null(Ask("GET", "127.0.0.1:7071", path));
    }

    [Fact]
    public void A_link_opens_from_a_mail_and_posts_from_its_own_page_only()
    {
        Assert.Null(Ask("GET", "flows.example.org", "/g/t", site: "cross-site"));
        Assert.Null(Ask("GET", "localhost:7071", "/g/t", site: "cross-site"));
        Assert.Null(Ask("POST", "flows.example.org", "/g/t", "https://flows.example.org", "same-origin"));
        // What browsers send from a page without a referrer.
        Assert.Null(Ask("POST", "flows.example.org", "/g/t", "null", "same-origin"));
        Assert.Equal(403, Ask("POST", "flows.example.org", "/g/t", "null", "cross-site"));
        Assert.Equal(403, Ask("POST", "flows.example.org", "/g/t", "https://evil.example.org", "cross-site"));
        Assert.Equal(403, Ask("POST", "flows.example.org", "/g/t", "https://evil.example.org"));
        Assert.Equal(403, Ask("POST", "localhost", "/v1/gates/g/decisions", "null", "same-origin"));
        Assert.Equal(403, Ask("GET", "localhost", "/v1/gates", site: "cross-site"));
        Assert.Equal(403, Ask("POST", "flows.example.org", "/v1/webhooks/gates", "https://evil.example.org"));
    }

    private static int? Ask(string method, string host, string path, string? origin = null, string? site = null) => Ask(method, host, path, Public, origin, site);

    private static int? Ask(string method, string host, string path, Uri? publicBaseUrl, string? origin = null, string? site = null)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (method, "http", new HostString(host), path);
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        if (site is not null)
        {
            context.Request.Headers["Sec-Fetch-Site"] = site;
        }

        return LoopbackGuard.Refusal(context, publicBaseUrl)?.Status;
    }
}
