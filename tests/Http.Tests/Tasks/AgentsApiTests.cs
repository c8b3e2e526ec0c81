using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Http.Tests.Live;

namespace Workflows.Http.Tests.Tasks;

public sealed class AgentsApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Agents_tell_their_turns_calls_and_costs_while_they_work_and_afterwards()
    {
        var id = await StartAsync();
        var agent = await UntilAsync(id, "", now => Turns(now).Count == 3);
        Assert.Equal(("implementer-1", "implementer", 1, "running", "Asking the model", 2, 9, 3), (
            Text(agent, "agent"), Text(agent, "role"), agent.GetProperty("round").GetInt32(), Text(agent, "state"), Text(agent, "doing"),
            agent.GetProperty("turns").GetInt32(), agent.GetProperty("maxTurns").GetInt32(), agent.GetProperty("toolCalls").GetInt32()));
        Assert.Equal((200, 0.5m), (agent.GetProperty("usage").GetProperty("inputTokens").GetInt32(), agent.GetProperty("usage").GetProperty("costUsd").GetDecimal()));

        var (first, second, third) = (Turns(agent)[0], Turns(agent)[1], Turns(agent)[2]);
        Assert.Equal(["done", "done", "running"], Turns(agent).Select(turn => Text(turn, "state")));
        Assert.Equal([1, 2, 1], Turns(agent).Select(turn => turn.GetProperty("attempts").GetInt32()));
        Assert.Null(Text(third, "model"));
        Assert.EndsWith("/artifacts/agents/implementer-1/turn-0002.json", Text(second.GetProperty("record"), "url"), StringComparison.Ordinal);
        var calls = first.GetProperty("calls").EnumerateArray().ToList();
        Assert.Equal([false, true], calls.Select(call => call.GetProperty("refused").GetBoolean()));
        Assert.Equal(["fs_read", "<b>pip</b>"], calls.Select(call => Text(call, "name")));
        Assert.Equal("refused: there is no such tool", Text(calls[1], "summary"));
        Assert.EndsWith("/turn-0001.call-2.txt", Text(calls[1].GetProperty("output"), "url"), StringComparison.Ordinal);
        Assert.EndsWith("/agents/long.txt", Text(calls[1].GetProperty("stored"), "url"), StringComparison.Ordinal);
        Assert.Equal(501, Text(second.GetProperty("calls").EnumerateArray().Single(), "arguments")!.Length);

        api.Agent.Finish(id);
        agent = await UntilAsync(id, "", now => Text(now, "state") == "done");
        Assert.Equal(("answered", 3), (Text(agent, "end"), agent.GetProperty("turns").GetInt32()));
        Assert.EndsWith("/turn-0003.json", Text(agent.GetProperty("answer"), "url"), StringComparison.Ordinal);
        Assert.Equal("Too many requests.", Text(agent.GetProperty("attempts").EnumerateArray().Single(), "reason"));
        var part = agent.GetProperty("parts").EnumerateArray().Single();
        Assert.Equal((id + ":implementer-1:1", "done"), (Text(part, "childId"), Text(part, "state")));
        Assert.Equal(id + ":implementer-1:1", Text(first, "childId"));
    }

    [Fact]
    public async Task The_timeline_names_the_agent_and_does_not_call_its_work_a_wait()
    {
        var id = await StartAsync();
        await UntilAsync(id, "", now => Turns(now).Count > 0);
        var timeline = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/timeline");
        var step = timeline.GetProperty("steps").EnumerateArray().First();
        Assert.Equal(("agent", "Agent implementer-1", id + ":implementer-1:1"), (Text(step, "kind"), Text(step, "title"), Text(step, "childId")));
        Assert.Equal(JsonValueKind.Null, timeline.GetProperty("waitingFor").ValueKind);

        var child = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{Uri.EscapeDataString(id + ":implementer-1:1")}/timeline");
        Assert.Contains("AskAgent", child.GetProperty("steps").EnumerateArray().Select(own => Text(own, "name")));
        api.Agent.Finish(id);
        await UntilAsync(id, "", now => Text(now, "state") == "done");
    }

    [Fact]
    public async Task The_timeline_of_an_agent_tells_what_came_of_each_turn_and_what_to_fork_it_from()
    {
        var id = await StartAsync();
        api.Agent.Finish(id);
        await UntilAsync(id, "", now => Text(now, "state") == "done");

        var steps = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{Uri.EscapeDataString(id + ":implementer-1:1")}/timeline")).GetProperty("steps").EnumerateArray()
            .Where(step => Text(step, "kind") == "activity").Select(step => (Text(step, "forkable"), Text(step, "summary"))).ToList();

        Assert.Equal(
            [
                ("implementer-1/ChooseAgent", null), ("implementer-1/AskAgent", "wants fs_read, <b>pip</b>"),
                ("implementer-1/CallTool", "fs_read workspace/a.cs (12 lines)"), ("implementer-1/CallTool#2", "refused: there is no such tool"),
                ("implementer-1/AskAgent#2", "Too many requests."), ("implementer-1/AskAgent#3", "wants run_cmd"), ("implementer-1/CallTool#3", "fs_read workspace/a.cs (12 lines)"),
                ("implementer-1/AskAgent#4", "the last message"),
            ],
            steps);
        var whole = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/timeline")).GetProperty("steps")[0];
        Assert.Equal(("implementer-1", "3 turns, 3 tool calls"), (Text(whole, "forkable"), Text(whole, "summary")));
    }

    [Theory]
    [InlineData("""{"from":"implementer-1/CallTool#3","model":"shared-model"}""", false)]
    [InlineData("""{"from":"implementer-1","model":"shared-model"}""", false)]
    [InlineData("""{"from":"implementer-1/AskAgent","model":"shared-model","answer":"done"}""", true)]
    public async Task A_model_for_an_agent_is_noted_only_where_none_of_its_turns_is_left_to_ask(string body, bool noted)
    {
        var id = await StartAsync();
        api.Agent.Finish(id);
        await UntilAsync(id, "", now => Text(now, "state") == "done");

        using var accepted = await api.Client.PostAsync($"/v1/runs/{id}/fork", ApiFixture.Json(body));

        Assert.Equal(202, (int)accepted.StatusCode);
        var fork = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(noted, fork.TryGetProperty("note", out _));
        api.Agent.Finish(Text(fork, "runId")!);
    }

    [Fact]
    public async Task One_agent_is_chosen_by_name_and_turns_can_be_left_out()
    {
        var id = await StartAsync();
        api.Agent.Finish(id);
        await UntilAsync(id, "", now => Text(now, "state") == "done");

        Assert.Equal(JsonValueKind.Null, (await AgentsAsync(id, "?turns=false")).Single().GetProperty("turnList").ValueKind);
        Assert.Empty(await AgentsAsync(id, "?agent=planner"));
        Assert.Equal(3, Turns((await AgentsAsync(id, "?agent=implementer-1")).Single()).Count);
        using var wrong = await api.Client.GetAsync($"/v1/runs/{id}/agents?turn=1");
        await ApiFixture.ProblemAsync(wrong, 400, "turn");
        using var unknown = await api.Client.GetAsync("/v1/runs/nobody/agents");
        await ApiFixture.ProblemAsync(unknown, 404, "nobody");
    }

    [Fact]
    public async Task A_run_without_agents_has_none()
    {
        var id = (await api.StartAsync("Echo")).GetProperty("id").GetString()!;
        Assert.Empty(await AgentsAsync(id, ""));
    }

    [Fact]
    public async Task Whoever_listens_to_a_run_hears_when_an_agent_goes_on_although_the_run_does_not()
    {
        using var accepted = await api.Client.PostAsync("/v1/implement", ApiFixture.Json("""{"task": "x"}"""));
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
        using var events = await EventReader.OpenAsync(api.Client, $"/v1/runs/{id}/events");
        await events.UntilAsync("run", run => Text(run, "stage") == "implement");

        // The run knows nothing of it; its id says whose it is.
        await api.StartAsync("WaitForGo", id + ":implementer-1:1");
        var told = await events.UntilAsync("children", _ => true);
        Assert.Equal(id, Text(told, "runId"));
        await api.Engine.SuspendAsync(id + ":implementer-1:1");
        await events.UntilAsync("children", again => again.GetProperty("at").GetDateTime() > told.GetProperty("at").GetDateTime());

        await api.Engine.RaiseEventAsync(id, ScriptedTask.Go, "\"on\"");
        await events.UntilAsync("run", run => Text(run, "status") == "finished");
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static List<JsonElement> Turns(JsonElement agent) => [.. agent.GetProperty("turnList").EnumerateArray()];

    private async Task<string> StartAsync()
    {
        using var accepted = await api.Client.PostAsync("/v1/implement", ApiFixture.Json($$"""{"task": "x", "label": "{{ScriptedTask.WithAgent}}"}"""));
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
    }

    private async Task<List<JsonElement>> AgentsAsync(string id, string query) =>
        [.. (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/agents{query}")).GetProperty("agents").EnumerateArray()];

    private async Task<JsonElement> UntilAsync(string id, string query, Func<JsonElement, bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await AgentsAsync(id, query) is [var agent] && done(agent))
            {
                return agent;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
