using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Http.Digests;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Views;

public sealed class DigestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task What_ended_what_waits_what_was_decided_and_what_to_look_at_is_told()
    {
        api.Activities.ModelGate.TrySetResult();
        var before = DateTime.UtcNow;
        var failed = (await api.StartAsync("Fail")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{failed}", "Failed");
        var ended = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        await api.Engine.TerminateAsync(ended, "enough");
        var paused = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        await api.Engine.SuspendAsync(paused);
        var rejected = await GatedRun.StartAsync(api, "digest-" + Guid.NewGuid().ToString("N"));
        await rejected.DecideAsync("reject", "not good enough");
        await api.UntilAsync($"{ApiFixture.Instances}/{rejected.RunId}", "Completed");
        var waits = await OpenGate.OpenAsync(api, new GateRules { Deadline = TimeSpan.FromHours(1) }, title: "Soon over");

        var digest = await GetAsync($"?since={before:O}");

        Assert.Contains(failed, Ids(digest, "failed"));
        Assert.Contains(ended, Ids(digest, "terminated"));
        Assert.Contains(rejected.RunId, Ids(digest, "rejected"));
        Assert.DoesNotContain(rejected.RunId, Ids(digest, "finished"));
        Assert.Contains(paused, Ids(digest, "running"));
        Assert.Contains(waits.RunId, Ids(digest, "waiting"));
        var decision = digest.GetProperty("decisions").EnumerateArray().Single(entry => entry.GetProperty("runId").GetString() == rejected.RunId);
        Assert.Equal(("Reject", "not good enough"), (decision.GetProperty("decision").GetString(), decision.GetProperty("text").GetString()));
        var risks = digest.GetProperty("risks").EnumerateArray().ToLookup(risk => risk.GetProperty("runId").GetString(), risk => risk.GetProperty("why").GetString());
        Assert.Contains(risks[failed], why => why!.Contains("rewound", StringComparison.Ordinal));
        Assert.Contains(risks[paused], why => why!.Contains("suspended", StringComparison.Ordinal));
        Assert.Contains(risks[waits.RunId], why => why!.Contains("Soon over", StringComparison.Ordinal));
        // The scripted model reports 10 and 20 tokens for each answer.
        Assert.True(digest.GetProperty("spent").GetProperty("outputTokens").GetInt64() >= 20);
        Assert.Equal(Ids(digest, "failed").Count, digest.GetProperty("counts").GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task What_ended_before_or_after_the_time_is_left_out()
    {
        var early = (await api.StartAsync("Echo")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{early}", "Completed");
        var end = (await api.Engine.GetInstanceAsync(early))!.LastUpdatedAt;

        Assert.Contains(early, Ids(await GetAsync($"?since={end.UtcDateTime:O}"), "finished"));
        Assert.DoesNotContain(early, Ids(await GetAsync($"?since={end.AddTicks(1).UtcDateTime:O}"), "finished"));
        Assert.DoesNotContain(early, Ids(await GetAsync($"?since=7d&until={end.AddTicks(-1).UtcDateTime:O}"), "finished"));
        Assert.Contains(early, Ids(await GetAsync("?since=24h"), "finished"));
    }

    [Fact]
    public async Task The_same_is_told_as_Markdown_in_which_nothing_is_markup_that_others_wrote()
    {
        await OpenGate.OpenAsync(api, title: "<img src=x onerror=alert(1)> [click](http://evil.example) @everyone `code`\n# Heading");

        using var byQuery = await api.Client.GetAsync("/v1/digest?format=markdown");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/digest");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/markdown"));
        using var byHeader = await api.Client.SendAsync(request);

        Assert.Equal("text/markdown", byQuery.Content.Headers.ContentType!.MediaType);
        Assert.Equal("text/markdown", byHeader.Content.Headers.ContentType!.MediaType);
        var text = await byQuery.Content.ReadAsStringAsync();
        Assert.Contains("## Waiting for a decision", text, StringComparison.Ordinal);
        Assert.Contains("&#60;img src\\=x onerror\\=alert\\(1\\)&#62; \\[click\\]\\(http&#58;//evil.example\\) &#64;everyone \\`code\\` \\# Heading", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb", "a b")]
    [InlineData("*_~|", "\\*\\_\\~\\|")]
    [InlineData("www.evil.example", "www&#46;evil.example")]
    [InlineData("\u202Etxt", "\uFFFDtxt")]
    [InlineData(null, "")]
    public void A_text_is_escaped(string? text, string expected) => Assert.Equal(expected, DigestText.Escape(text));

    [Theory]
    [InlineData("?since=yesterday", "24h")]
    [InlineData("?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", "before")]
    [InlineData("?since=900d", "366")]
    [InlineData("?format=pdf", "json or markdown")]
    [InlineData("?sinc=24h", "sinc")]
    public async Task What_is_no_time_says_so(string query, string word)
    {
        using var answer = await api.Client.GetAsync("/v1/digest" + query);
        await ApiFixture.ProblemAsync(answer, 400, word);
    }

    private static List<string> Ids(JsonElement digest, string list) => [.. digest.GetProperty(list).EnumerateArray().Select(run => run.GetProperty("runId").GetString()!)];

    private Task<JsonElement> GetAsync(string query) => api.Client.GetFromJsonAsync<JsonElement>("/v1/digest" + query);
}
