using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Http.Tests.Views;

public sealed class RunControlTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_run_is_suspended_resumed_and_terminated_for_a_reason()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;

        Assert.Equal(HttpStatusCode.Accepted, await ControlAsync(id, "suspend", """{"reason":"lunch"}"""));
        Assert.Equal("suspended", (await RunAsync(id)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Accepted, await ControlAsync(id, "resume"));
        Assert.NotEqual("suspended", (await RunAsync(id)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Accepted, await ControlAsync(id, "terminate", """{"reason":"no longer wanted"}"""));
        Assert.Contains("no longer wanted", (await RunAsync(id)).GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        using var late = await PostAsync(id, "suspend", null);
        await ApiFixture.ProblemAsync(late, 410, "has ended");
    }

    [Fact]
    public async Task A_failed_run_is_rewound_and_a_running_one_is_not()
    {
        var failed = (await api.StartAsync("Fail")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{failed}", "Failed");
        var waits = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;

        Assert.Equal(HttpStatusCode.Accepted, await ControlAsync(failed, "rewind"));
        using var refused = await PostAsync(waits, "rewind", null);
        await ApiFixture.ProblemAsync(refused, 409, "only a failed instance");
    }

    [Fact]
    public async Task A_restart_is_a_run_of_its_own_with_the_same_input()
    {
        var first = (await api.StartAsync("Echo", input: "\"again\"")).GetProperty("id").GetString()!;
        await api.UntilAsync($"{ApiFixture.Instances}/{first}", "Completed");

        using var answer = await PostAsync(first, "restart", null);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var second = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        Assert.NotEqual(first, second);
        Assert.Equal("AGAIN", (await api.UntilAsync($"{ApiFixture.Instances}/{second}", "Completed")).GetProperty("output").GetString());
        Assert.Equal("finished", (await RunAsync(first)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_still_runs_or_is_a_part_of_another_is_not_restarted()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        using var runs = await PostAsync(id, "restart", null);
        await ApiFixture.ProblemAsync(runs, 409, "terminate it first");

        api.Activities.ModelGate.TrySetResult();
        var gated = await GatedRun.StartAsync(api, "part-" + Guid.NewGuid().ToString("N"));
        await gated.DecideAsync("reject");
        await api.UntilAsync($"{ApiFixture.Instances}/{Uri.EscapeDataString(gated.GateId)}", "Completed");
        using var part = await PostAsync(gated.GateId, "restart", null);
        await ApiFixture.ProblemAsync(part, 409, gated.RunId);
    }

    [Theory]
    [InlineData("nobody", "suspend", null, 404, "nobody")]
    [InlineData("nobody", "explode", null, 404, "suspend, resume")]
    [InlineData("nobody", "suspend", "{", 400, "not valid")]
    [InlineData("nobody", "suspend", """{"raeson":"x"}""", 400, "reason")]
    public async Task What_cannot_be_done_says_why(string id, string action, string? body, int status, string word)
    {
        using var response = await PostAsync(id, action, body);
        var problem = await ApiFixture.ProblemAsync(response, status);
        if (word != "not valid")
        {
            Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private async Task<HttpStatusCode> ControlAsync(string id, string action, string? body = null)
    {
        using var response = await PostAsync(id, action, body);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> PostAsync(string id, string action, string? body) =>
        api.Client.PostAsync($"/v1/runs/{Uri.EscapeDataString(id)}/{action}", body is null ? null : ApiFixture.Json(body));

    private Task<JsonElement> RunAsync(string id) => api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + id);
}
