using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Http.Tests;

public sealed class ManagementTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_start_answers_202_with_every_link_Location_and_Retry_After()
    {
        using var response = await api.Client.PostAsync("/api/orchestrators/Echo", ApiFixture.Json("\"hi\""));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("10", Assert.Single(response.Headers.GetValues("Retry-After")));
        var links = await response.Content.ReadFromJsonAsync<JsonElement>();
        var id = links.GetProperty("id").GetString();
        var root = $"http://127.0.0.1:{api.Port}{ApiFixture.Instances}/{id}";
        Assert.Equal(root, response.Headers.Location!.AbsoluteUri);
        Assert.Equal(root, links.GetProperty("statusQueryGetUri").GetString());
        Assert.Equal(root + "/raiseEvent/{eventName}", links.GetProperty("sendEventPostUri").GetString());
        Assert.Equal(root + "/terminate?reason={text}", links.GetProperty("terminatePostUri").GetString());
        Assert.Equal(root, links.GetProperty("purgeHistoryDeleteUri").GetString());
        Assert.Equal(root + "/restart", links.GetProperty("restartPostUri").GetString());
        Assert.Equal(root + "/suspend?reason={text}", links.GetProperty("suspendPostUri").GetString());
        Assert.Equal(root + "/resume?reason={text}", links.GetProperty("resumePostUri").GetString());
        Assert.Equal(root + "/rewind?reason={text}", links.GetProperty("rewindPostUri").GetString());
        Assert.Equal("HI", (await api.UntilAsync(root, "Completed")).GetProperty("output").GetString());
    }

    [Theory]
    [InlineData("plain-id")]
    [InlineData("with blank")]
    [InlineData("100%41&a=b;c+d")]
    [InlineData("имя-ü-名")]
    [InlineData("'\"<script>")]
    public async Task A_chosen_id_survives_the_way_through_every_link(string id)
    {
        var links = await api.StartAsync("WaitForGo", id);
        Assert.Equal(id, links.GetProperty("id").GetString());

        var raise = links.GetProperty("sendEventPostUri").GetString()!.Replace("{eventName}", "go", StringComparison.Ordinal);
        using var raised = await api.Client.PostAsync(raise, ApiFixture.Json("\"on\""));
        Assert.Equal(HttpStatusCode.Accepted, raised.StatusCode);
        var status = await api.UntilAsync(links.GetProperty("statusQueryGetUri").GetString()!, "Completed");
        Assert.Equal(id, status.GetProperty("instanceId").GetString());
        Assert.Equal("on", status.GetProperty("output").GetString());

        using var purged = await api.Client.DeleteAsync(links.GetProperty("purgeHistoryDeleteUri").GetString());
        Assert.Equal(1, (await purged.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instancesDeleted").GetInt32());
        using var gone = await api.Client.GetAsync(links.GetProperty("statusQueryGetUri").GetString());
        await ApiFixture.ProblemAsync(gone, 404, id);
    }

    [Fact]
    public async Task A_live_id_is_a_conflict_and_an_ended_one_is_replaced()
    {
        var id = Guid.NewGuid().ToString("N");
        await api.StartAsync("WaitForGo", id);
        using var second = await api.Client.PostAsync($"/api/orchestrators/WaitForGo/{id}", null);
        await ApiFixture.ProblemAsync(second, 409, id);

        using var terminated = await api.Client.PostAsync($"{ApiFixture.Instances}/{id}/terminate?reason=enough", null);
        await api.UntilAsync($"{ApiFixture.Instances}/{id}", "Terminated");
        await api.StartAsync("Echo", id);
        await api.UntilAsync($"{ApiFixture.Instances}/{id}", "Completed");
    }

    [Fact]
    public async Task The_address_that_Durable_Functions_starts_by_works_too()
    {
        using var response = await api.Client.PostAsync("/runtime/webhooks/durabletask/orchestrators/echo/by-webhook", ApiFixture.Json("\"a\""));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await api.UntilAsync(ApiFixture.Instances + "/by-webhook", "Completed");
    }

    [Fact]
    public async Task A_start_that_cannot_be_is_refused_with_the_reason()
    {
        using var unknown = await api.Client.PostAsync("/api/orchestrators/Nope", null);
        await ApiFixture.ProblemAsync(unknown, 400, "'Nope'", "Echo");
        using var noJson = await api.Client.PostAsync("/api/orchestrators/Echo", ApiFixture.Json("{\"a\":\n oops}"));
        await ApiFixture.ProblemAsync(noJson, 400, "line 2");
        using var badId = await api.Client.PostAsync("/api/orchestrators/Echo/" + Uri.EscapeDataString("@x"), null);
        await ApiFixture.ProblemAsync(badId, 400, "@x");
        using var longId = await api.Client.PostAsync("/api/orchestrators/Echo/" + new string('a', 101), null);
        await ApiFixture.ProblemAsync(longId, 400, "101");
        using var notUtf8 = await api.Client.PostAsync("/api/orchestrators/Echo", new ByteArrayContent([0x22, 0xFF, 0xFE, 0x22]));
        await ApiFixture.ProblemAsync(notUtf8, 400, "UTF-8");
        using var large = await api.Client.PostAsync("/api/orchestrators/Echo", ApiFixture.Json($"\"{new string('x', 256 * 1024)}\""));
        await ApiFixture.ProblemAsync(large, 413, "256 KiB");
    }

    [Fact]
    public async Task A_status_is_202_with_Location_while_it_runs_or_is_suspended()
    {
        var uri = (await api.StartAsync("WaitForGo")).GetProperty("statusQueryGetUri").GetString()!;
        var running = await api.UntilAsync(uri, "Running");
        Assert.Equal("x", running.GetProperty("input").GetString());
        Assert.Equal(JsonValueKind.Null, running.GetProperty("output").ValueKind);
        Assert.False(running.TryGetProperty("historyEvents", out _));
        Assert.EndsWith("Z", running.GetProperty("createdTime").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", running.GetProperty("lastUpdatedTime").GetString(), StringComparison.Ordinal);
        await AssertLiveAsync(uri);

        using var suspended = await api.Client.PostAsync(uri + "/suspend?reason=lunch", null);
        Assert.Equal(HttpStatusCode.Accepted, suspended.StatusCode);
        await api.UntilAsync(uri, "Suspended");
        await AssertLiveAsync(uri);

        using var resumed = await api.Client.PostAsync(uri + "/resume", null);
        Assert.Equal(HttpStatusCode.Accepted, resumed.StatusCode);
        await api.UntilAsync(uri, "Running");

        using var terminated = await api.Client.PostAsync(uri + "/terminate?reason=" + Uri.EscapeDataString("true & done"), null);
        Assert.Equal(HttpStatusCode.Accepted, terminated.StatusCode);
        var ended = await api.UntilAsync(uri, "Terminated");
        Assert.Equal("true & done", ended.GetProperty("output").GetString());
        using var last = await api.Client.GetAsync(uri);
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
    }

    [Fact]
    public async Task A_failed_instance_is_200_or_500_as_asked_and_says_why()
    {
        var uri = (await api.StartAsync("Fail")).GetProperty("statusQueryGetUri").GetString()!;
        var failed = await api.UntilAsync(uri, "Failed");
        Assert.Contains("it broke", failed.GetProperty("output").GetString(), StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException", failed.GetProperty("failureDetails").GetProperty("errorType").GetString());
        using var plain = await api.Client.GetAsync(uri);
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        using var asError = await api.Client.GetAsync(uri + "?returnInternalServerErrorOnFailure=true");
        Assert.Equal(HttpStatusCode.InternalServerError, asError.StatusCode);
        Assert.Equal("Failed", (await asError.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runtimeStatus").GetString());

        using var rewound = await api.Client.PostAsync(uri + "/rewind?reason=again", null);
        Assert.Equal(HttpStatusCode.Accepted, rewound.StatusCode);
        await api.UntilAsync(uri, "Failed");
    }

    [Fact]
    public async Task History_is_told_when_asked_for_and_payloads_only_when_asked_for_too()
    {
        var uri = (await api.StartAsync("Echo", input: "\"abc\"")).GetProperty("statusQueryGetUri").GetString()!;
        await api.UntilAsync(uri, "Completed");

        var bare = await api.Client.GetFromJsonAsync<JsonElement>(uri + "?showHistory=true");
        var events = bare.GetProperty("historyEvents").EnumerateArray().ToList();
        Assert.Contains(events, entry => entry.GetProperty("EventType").GetString() == "TaskCompleted");
        Assert.All(events, entry => Assert.True(entry.TryGetProperty("Timestamp", out _) && !entry.TryGetProperty("Result", out _)));

        var full = await api.Client.GetFromJsonAsync<JsonElement>(uri + "?showHistory=true&showHistoryOutput=true&showInput=false");
        Assert.Equal(JsonValueKind.Null, full.GetProperty("input").ValueKind);
        Assert.Contains(full.GetProperty("historyEvents").EnumerateArray(),
            entry => entry.GetProperty("EventType").GetString() == "TaskCompleted" && entry.GetProperty("Result").GetString() == "ABC");
    }

    [Fact]
    public async Task Events_are_refused_when_unknown_over_malformed_or_too_large()
    {
        using var unknown = await api.Client.PostAsync(ApiFixture.Instances + "/nobody/raiseEvent/go", ApiFixture.Json("1"));
        await ApiFixture.ProblemAsync(unknown, 404, "nobody");

        var uri = (await api.StartAsync("WaitForGo")).GetProperty("statusQueryGetUri").GetString()!;
        using var malformed = await api.Client.PostAsync(uri + "/raiseEvent/go", ApiFixture.Json("{oops"));
        await ApiFixture.ProblemAsync(malformed, 400, "event");
        using var large = await api.Client.PostAsync(uri + "/raiseEvent/go", ApiFixture.Json($"\"{new string('x', 256 * 1024)}\""));
        await ApiFixture.ProblemAsync(large, 413, "limit");
        Assert.Equal("Running", (await api.UntilAsync(uri, "Running")).GetProperty("runtimeStatus").GetString());

        using var good = await api.Client.PostAsync(uri + "/raiseEvent/go", ApiFixture.Json("\"yes\""));
        Assert.Equal(HttpStatusCode.Accepted, good.StatusCode);
        await api.UntilAsync(uri, "Completed");
        using var late = await api.Client.PostAsync(uri + "/raiseEvent/go", ApiFixture.Json("\"late\""));
        await ApiFixture.ProblemAsync(late, 410, "ended");
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("rewind")]
    [InlineData("restart")]
    public async Task Every_control_of_an_unknown_instance_is_404(string verb)
    {
        using var response = await api.Client.PostAsync($"{ApiFixture.Instances}/nobody/{verb}", null);
        await ApiFixture.ProblemAsync(response, 404, "nobody");
    }

    [Theory]
    [InlineData("terminate", 410)]
    [InlineData("suspend", 410)]
    [InlineData("resume", 410)]
    [InlineData("rewind", 409)]
    public async Task Controls_of_a_completed_instance_are_refused(string verb, int status)
    {
        var uri = (await api.StartAsync("Echo")).GetProperty("statusQueryGetUri").GetString()!;
        await api.UntilAsync(uri, "Completed");
        using var response = await api.Client.PostAsync($"{uri}/{verb}", null);
        await ApiFixture.ProblemAsync(response, status, verb);
    }

    [Fact]
    public async Task A_restart_starts_another_instance_with_the_same_input()
    {
        var links = await api.StartAsync("Echo", input: "\"again\"");
        var uri = links.GetProperty("statusQueryGetUri").GetString()!;
        await api.UntilAsync(uri, "Completed");
        using var response = await api.Client.PostAsync(links.GetProperty("restartPostUri").GetString(), null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var other = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEqual(links.GetProperty("id").GetString(), other.GetProperty("id").GetString());
        Assert.Equal("AGAIN", (await api.UntilAsync(other.GetProperty("statusQueryGetUri").GetString()!, "Completed")).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Only_what_has_ended_is_purged()
    {
        var uri = (await api.StartAsync("WaitForGo")).GetProperty("statusQueryGetUri").GetString()!;
        using var live = await api.Client.DeleteAsync(uri);
        await ApiFixture.ProblemAsync(live, 409, "terminate");
        using var unknown = await api.Client.DeleteAsync(ApiFixture.Instances + "/nobody");
        await ApiFixture.ProblemAsync(unknown, 404, "nobody");
    }

    [Fact]
    public async Task A_purge_by_filter_needs_a_filter_and_deletes_what_it_names()
    {
        using var everything = await api.Client.DeleteAsync(ApiFixture.Instances);
        await ApiFixture.ProblemAsync(everything, 400, "filter");
        using var running = await api.Client.DeleteAsync(ApiFixture.Instances + "?runtimeStatus=Running");
        await ApiFixture.ProblemAsync(running, 400, "ended");
        using var none = await api.Client.DeleteAsync(ApiFixture.Instances + "?createdTimeTo=2000-01-01T00:00:00Z");
        await ApiFixture.ProblemAsync(none, 404);
    }

    [Fact]
    public async Task A_list_filters_and_pages_by_the_header_both_ways()
    {
        var prefix = "page-" + Guid.NewGuid().ToString("N")[..8] + "-";
        for (var i = 0; i < 5; i++)
        {
            await api.StartAsync("WaitForGo", prefix + i);
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiFixture.Instances}?instanceIdPrefix={prefix}&runtimeStatus=Pending,Running&top=2");
            if (token is not null)
            {
                request.Headers.Add("x-ms-continuation-token", token);
            }

            using var response = await api.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.InRange(page.GetArrayLength(), 0, 2);
            seen.AddRange(page.EnumerateArray().Select(status => status.GetProperty("instanceId").GetString()!));
            token = response.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.Single() : null;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => prefix + i), seen.Order(StringComparer.Ordinal));
        var ended = await api.Client.GetFromJsonAsync<JsonElement>($"{ApiFixture.Instances}?instanceIdPrefix={prefix}&runtimeStatus=Completed");
        Assert.Equal(0, ended.GetArrayLength());
    }

    [Theory]
    [InlineData("runtimeStatus=Sleeping", "Sleeping")]
    [InlineData("createdTimeFrom=yesterday", "ISO 8601")]
    [InlineData("top=0", "1 to 1000")]
    [InlineData("top=x", "1 to 1000")]
    public async Task A_list_refuses_a_query_that_it_does_not_understand(string query, string word)
    {
        using var response = await api.Client.GetAsync($"{ApiFixture.Instances}?{query}");
        await ApiFixture.ProblemAsync(response, 400, word);
    }

    [Fact]
    public async Task A_list_refuses_a_token_that_it_did_not_give()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiFixture.Instances);
        request.Headers.Add("x-ms-continuation-token", "made-up");
        using var response = await api.Client.SendAsync(request);
        await ApiFixture.ProblemAsync(response, 400);
    }

    private async Task AssertLiveAsync(string uri)
    {
        using var response = await api.Client.GetAsync(uri);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(uri, response.Headers.Location!.AbsoluteUri);
    }
}
