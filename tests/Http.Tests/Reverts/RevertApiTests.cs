using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;

namespace Workflows.Http.Tests.Reverts;

/// <summary>Taking back over HTTP what a run committed.</summary>
public sealed class RevertApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private ApiRoute Route => api.Api.Routes.Single(route => route.Pattern == "/" + WorkflowsRoutes.RunRevert);

    [Fact]
    public async Task A_run_tells_that_its_commit_can_be_taken_back_and_then_that_it_was()
    {
        var run = await CommittedAsync();
        var before = (await RunAsync(run)).GetProperty("delivery");
        Assert.Equal(JsonValueKind.Null, before.GetProperty("revert").ValueKind);
        var url = before.GetProperty("revertUrl").GetString()!;

        using var response = await api.Client.PostAsync(url, ApiFixture.Json("""{"by":" ada ","reason":"it\r\nflickers"}"""));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(("reverted", "ada", new string('f', 40)), (answer.GetProperty("state").GetString(), answer.GetProperty("by").GetString(), answer.GetProperty("sha").GetString()));
        var asked = Assert.Single(api.Repository.Asked, asked => asked.RunId == run);
        Assert.Equal(("ada", "http", "it\nflickers"), (asked.By, asked.Channel, asked.Reason));
        var after = (await RunAsync(run)).GetProperty("delivery");
        Assert.Equal(("ada", new string('f', 40)), (after.GetProperty("revert").GetProperty("by").GetString(), after.GetProperty("revert").GetProperty("sha").GetString()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (after.GetProperty("revertUrl").ValueKind, after.GetProperty("revertNote").ValueKind));
    }

    [Fact]
    public async Task A_second_revert_is_refused_and_says_who_was_first()
    {
        var run = await CommittedAsync();
        using var first = await RevertAsync(run, "ada");
        using var second = await RevertAsync(run, "bob");

        await ApiFixture.ProblemAsync(second, 409, "already by ada", new string('f', 40));
        Assert.Single(api.Repository.Asked, asked => asked.RunId == run);
    }

    [Fact]
    public async Task Many_who_ask_at_once_start_one_revert()
    {
        var run = await CommittedAsync();
        var held = api.Repository.Locks.GetOrAdd(run, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var asked = Enumerable.Range(0, 8).Select(i => RevertAsync(run, $"person-{i}")).ToList();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
        {
            while (api.Repository.Asked.All(one => one.RunId != run))
            {
                await Task.Delay(10, patience.Token);
            }
        }

        held.SetResult();

        var answers = await Task.WhenAll(asked);

        var by = Assert.Single(api.Repository.Asked, asked => asked.RunId == run).By;
        foreach (var answer in answers)
        {
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode is 200 or 409, body);
            Assert.Contains(by, body, StringComparison.Ordinal);
            answer.Dispose();
        }

        Assert.Contains(answers, answer => (int)answer.StatusCode == 200);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_says_why_and_may_be_asked_for_again()
    {
        var run = await CommittedAsync();
        api.Repository.Refusals[run] = "Since then somebody has changed PingTests.cs.";
        using (var refused = await RevertAsync(run, "ada"))
        {
            await ApiFixture.ProblemAsync(refused, 409, "somebody has changed PingTests.cs");
        }

        var told = (await RunAsync(run)).GetProperty("delivery");
        Assert.Contains("somebody has changed", told.GetProperty("revertNote").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, told.GetProperty("revertUrl").ValueKind);
        api.Repository.Refusals.TryRemove(run, out _);

        using var again = await RevertAsync(run, "bob");

        Assert.Equal(200, (int)again.StatusCode);
        Assert.Equal("bob", (await RunAsync(run)).GetProperty("delivery").GetProperty("revert").GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_run_that_committed_nothing_has_nothing_to_take_back()
    {
        var echo = (await api.StartAsync("Echo")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{echo}", "Completed");
        using (var nothing = await RevertAsync(echo, "ada"))
        {
            await ApiFixture.ProblemAsync(nothing, 409, "committed nothing");
        }

        using var unknown = await RevertAsync("run-of-nobody", "ada");
        await ApiFixture.ProblemAsync(unknown, 404, "run-of-nobody");
    }

    [Fact]
    public async Task In_the_list_of_runs_a_revert_says_whose_it_is_and_how_it_came_out()
    {
        var run = await CommittedAsync(label: "pets");
        using var done = await RevertAsync(run, "ada");

        var list = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs?prefix={run}");

        var entries = list.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal([run + ":revert", run], entries.Select(entry => entry.GetProperty("runId").GetString()!));
        Assert.Equal(("revert", "Revert of pets", "reverted"),
            (entries[0].GetProperty("workflow").GetString(), entries[0].GetProperty("label").GetString(), entries[0].GetProperty("outcome").GetString()));
        Assert.Contains("asked for by ada", entries[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_tells_which_commit_can_be_taken_back_and_which_was()
    {
        var (kept, taken) = (await CommittedAsync(), await CommittedAsync());
        using var done = await RevertAsync(taken, "ada");

        var commits = (await api.Client.GetFromJsonAsync<JsonElement>("/v1/digest")).GetProperty("commits").EnumerateArray()
            .ToDictionary(commit => commit.GetProperty("runId").GetString()!);

        Assert.EndsWith($"/v1/runs/{kept}/revert", commits[kept].GetProperty("revertUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, commits[kept].GetProperty("reverted").ValueKind);
        Assert.Equal(("ada", JsonValueKind.Null), (commits[taken].GetProperty("reverted").GetProperty("by").GetString(), commits[taken].GetProperty("revertUrl").ValueKind));
        Assert.Contains("taken back by ada", await api.Client.GetStringAsync("/v1/digest?format=markdown"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/runs/{0}/restart")]
    [InlineData(ApiFixture.Instances + "/{0}/restart?restartWithNewInstanceId=true")]
    [InlineData(ApiFixture.Instances + "/{0}/restart?restartWithNewInstanceId=false")]
    public async Task A_revert_that_was_refused_is_not_done_later_by_a_restart(string path)
    {
        var run = await CommittedAsync();
        api.Repository.Refusals[run] = "Since then somebody has changed PingTests.cs.";
        using var refused = await RevertAsync(run, "ada");

        using var restarted = await api.Client.PostAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Uri.EscapeDataString(run + ":revert")), null);

        await ApiFixture.ProblemAsync(restarted, 403, "which says who asks");
        Assert.Single(api.Repository.Asked, asked => asked.RunId == run);
    }

    [Fact]
    public async Task A_run_that_is_purged_takes_its_revert_along()
    {
        var run = await CommittedAsync();
        using var done = await RevertAsync(run, "ada");

        using var purged = await api.Client.DeleteAsync($"{ApiFixture.Instances}/{run}");

        Assert.Equal(200, (int)purged.StatusCode);
        Assert.Null(await api.Engine.GetInstanceAsync(RevertInput.IdOf(run)));
    }

    [Fact]
    public async Task An_id_that_another_run_has_is_not_taken_from_it()
    {
        var run = await CommittedAsync();
        await api.StartAsync("Echo", run + ":revert");
        await api.UntilAsync($"{ApiFixture.Instances}/{Uri.EscapeDataString(run + ":revert")}", "Completed");

        using var response = await RevertAsync(run, "ada");

        await ApiFixture.ProblemAsync(response, 409, "that of another run");
        Assert.Equal("Echo", (await api.Engine.GetInstanceAsync(run + ":revert"))!.Name);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/x-www-form-urlencoded", "by=ada", 415)]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "{\"by\":1}", 400)]
    [InlineData("application/json", "{\"by\":\"a\\nb\"}", 422)]
    [InlineData("application/json", "{\"by\":\"a\\u202Eb\"}", 422)]
    [InlineData("application/json", "{\"channel\":\"auto\"}", 422)]
    public async Task A_body_that_asks_for_no_revert_is_refused(string type, string body, int status)
    {
        var run = await CommittedAsync();
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var response = await api.Client.PostAsync($"/v1/runs/{run}/revert", content);

        await ApiFixture.ProblemAsync(response, status);
        Assert.Null(await api.Engine.GetInstanceAsync(RevertInput.IdOf(run)));
    }

    [Theory]
    [InlineData("by", GateDecision.MostName)]
    [InlineData("reason", GateDecision.MostText)]
    public async Task Long_texts_are_refused_by_name(string member, int most)
    {
        var run = await CommittedAsync();

        using var response = await api.Client.PostAsync($"/v1/runs/{run}/revert", ApiFixture.Json($$"""{"{{member}}":"{{new string('x', most + 1)}}"}"""));

        await ApiFixture.ProblemAsync(response, 422, $"'{member}'", (most + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task With_a_key_its_person_is_on_record_and_only_runs_of_its_owner_can_be_named()
    {
        var (shop, bank) = (new RunOwner("ada", "shop"), new RunOwner("bob", "bank"));
        var run = await CommittedAsync(shop.Complete("run-" + Guid.NewGuid().ToString("N")));
        var ada = new Caller("ada", shop, [ApiAccess.Decide]);

        Assert.Equal(404, (await AnswerAsync(new Caller("bob", bank, [ApiAccess.Decide, ApiAccess.Run, ApiAccess.Read]), run, "{}")).Status);
        Assert.Equal(ApiAccess.Decide, Route.Access);
        Assert.Equal(403, (await AnswerAsync(ada, run, """{"by":"bob"}""")).Status);
        Assert.Null(await api.Engine.GetInstanceAsync(RevertInput.IdOf(run)));
        Assert.Equal(200, (await AnswerAsync(ada, run[shop.Prefix.Length..], "{}")).Status);
        Assert.Equal("ada", Assert.Single(api.Repository.Asked, asked => asked.RunId == run).By);
    }

    [Fact]
    public async Task What_an_admin_has_taken_back_stays_its_owners()
    {
        var shop = new RunOwner("ada", "shop");
        var run = await CommittedAsync(shop.Complete("run-" + Guid.NewGuid().ToString("N")));

        Assert.Equal(200, (await AnswerAsync(new Caller("root", new RunOwner("root", "ops"), [ApiAccess.Admin]), run, "{}")).Status);

        Assert.True(shop.Owns((await api.Engine.GetInstanceAsync(RevertInput.IdOf(run)))!.InstanceId));
        var second = await AnswerAsync(new Caller("ada", shop, [ApiAccess.Decide]), run, "{}");
        Assert.Equal(409, second.Status);
        Assert.Contains("already by root", Encoding.UTF8.GetString(second.Body.Span), StringComparison.Ordinal);
    }

    private Task<ApiResponse> AnswerAsync(Caller caller, string run, string body) => api.Api.AnswerAsync(
        Route,
        new ApiRequest
        {
            Method = "POST",
            BaseUrl = new Uri("http://127.0.0.1/"),
            Caller = caller,
            Route = new Dictionary<string, string> { ["runId"] = run },
            Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
            Body = new MemoryStream(Encoding.UTF8.GetBytes(body)),
        },
        CancellationToken.None);

    private Task<HttpResponseMessage> RevertAsync(string run, string by) => api.Client.PostAsJsonAsync($"/v1/runs/{Uri.EscapeDataString(run)}/revert", new { by });

    private Task<JsonElement> RunAsync(string run) => api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}");

    private async Task<string> CommittedAsync(string? id = null, string? label = null)
    {
        api.Activities.ModelGate.TrySetResult();
        id ??= "run-" + Guid.NewGuid().ToString("N");
        var input = new GenerateTestsInput(new DocumentSource(null, "http://127.0.0.1/api.json"))
        {
            CheckOnly = true,
            Label = label,
            Delivery = new Delivery("main", new GateRules()) { AutoApprove = true },
        };
        await api.Engine.ScheduleNewInstanceAsync(GenerateTestsOrchestrator.Definition, input, new StartOptions { InstanceId = id });
        var ended = await api.Engine.WaitForCompletionAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended!.RuntimeStatus);
        return id;
    }
}
