using System.Net;
using System.Text.RegularExpressions;
using Workflows.Http.Dashboard;

namespace Workflows.Http.Tests.Dashboard;

public sealed partial class DashboardFilesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<string> Files => [.. DashboardFiles.Paths];

    [Theory]
    [InlineData("/")]
    [InlineData("/ui")]
    [InlineData("/ui/")]
    [InlineData("/ui/index.html")]
    public async Task The_page_is_found_from_the_root(string path)
    {
        using var response = await api.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("/ui/", response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_is_served_under_the_policy_with_a_type_that_nobody_sniffs(string path)
    {
        using var response = await api.Client.GetAsync("/ui/" + path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(DashboardHandler.Policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.DoesNotContain("unsafe", DashboardHandler.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        using var first = await api.Client.GetAsync("/ui/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ui/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.True(second.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/ui/nothing.js")]
    [InlineData("/ui/../openapi.json.js")]
    [InlineData("/ui/%2e%2e/openapi.json.js")]
    [InlineData("/ui/INDEX.HTML")]
    public async Task What_is_no_file_of_it_is_404(string path)
    {
        using var response = await api.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_link_in_a_mail_opens_the_page_and_not_the_data()
    {
        Assert.Equal(HttpStatusCode.OK, await FromElsewhereAsync("/ui/"));
        Assert.Equal(HttpStatusCode.Forbidden, await FromElsewhereAsync("/v1/runs"));
    }

    /// <summary>The page's scripts may not hold anything that turns text into markup or code: with this and the policy, escaping cannot be forgotten.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_file_turns_text_into_markup_or_code(string path)
    {
        var text = await api.Client.GetStringAsync("/ui/" + path);

        Assert.DoesNotMatch(Sink(), text);
        if (path.EndsWith(".html", StringComparison.Ordinal))
        {
            Assert.DoesNotMatch(Inline(), text);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Everything_that_a_file_loads_is_one_of_the_files(string path)
    {
        var text = await api.Client.GetStringAsync("/ui/" + path);
        var root = new Uri("http://host/ui/");

        Assert.All(Loaded().Matches(text).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith('#')), target =>
        {
            var address = new Uri(new Uri(root, path), target);
            Assert.True(address.Host == "host" && DashboardFiles.Paths.Contains(root.MakeRelativeUri(address).ToString()), $"{path} loads {target}");
        });
    }

    private async Task<HttpStatusCode> FromElsewhereAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await api.Client.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|createContextualFragment|DOMParser|srcdoc|setHTML|javascript:|\.setAttribute\(\s*['""](on|style)|set(Timeout|Interval)\(\s*['""`]")]
    private static partial Regex Sink();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style|https?://(?!www\.w3\.org)", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(?:\b(?:src|href)=|\bfrom\s+|^import\s+|@import\s+)[""']([^""']+)[""']", RegexOptions.Multiline)]
    private static partial Regex Loaded();
}
