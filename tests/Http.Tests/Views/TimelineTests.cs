using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Views;

public sealed class TimelineTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Attempts_of_one_call_are_one_step_and_what_the_run_waits_for_is_told()
    {
        var id = (await api.StartAsync("Story")).GetProperty("id").GetString()!;
        var timeline = await UntilAsync(id, now => Wait(now) == "an external event");
        var steps = timeline.GetProperty("steps").EnumerateArray().ToList();

        Assert.Equal(["FailsTwice", "FailsAlways", "", "Echo"], steps.Select(step => step.GetProperty("name").GetString()));
        Assert.Equal(["done", "failed", "done", "done"], steps.Select(State));
        Assert.Equal(["activity", "activity", "timer", "orchestrator"], steps.Select(step => step.GetProperty("kind").GetString()));
        Assert.Equal("Fails twice", steps[0].GetProperty("title").GetString());
        var attempts = steps[0].GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal(["not yet", "not yet", null], attempts.Select(attempt => attempt.GetProperty("error").GetString()));
        Assert.All(attempts, attempt => Assert.Equal(JsonValueKind.String, attempt.GetProperty("endedAt").ValueKind));
        Assert.Single(steps[1].GetProperty("attempts").EnumerateArray());

        await api.Engine.RaiseEventAsync(id, "go", "\"on\"");
        timeline = await UntilAsync(id, now => now.GetProperty("status").GetString() == "finished");
        Assert.Equal(JsonValueKind.Null, timeline.GetProperty("waitingFor").ValueKind);
        Assert.Equal("event", timeline.GetProperty("steps").EnumerateArray().Last().GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_suspended_run_shows_that_and_a_terminated_one_that_a_step_was_stopped()
    {
        var id = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        await api.Engine.SuspendAsync(id);
        var paused = await UntilAsync(id, now => now.GetProperty("status").GetString() == "suspended");
        Assert.Equal("suspended", paused.GetProperty("steps").EnumerateArray().Last().GetProperty("kind").GetString());
        Assert.Contains("resume", Wait(paused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_at_a_gate_tells_what_is_to_be_decided_and_where_and_its_artifacts_and_rounds()
    {
        var runId = "told-" + Guid.NewGuid().ToString("N");
        api.Activities.ModelGate.TrySetResult();
        var run = await GatedRun.StartAsync(api, runId);
        await run.GateAsync();
        var timeline = await UntilAsync(runId, now => Wait(now)?.StartsWith("a decision", StringComparison.Ordinal) == true);
        var steps = timeline.GetProperty("steps").EnumerateArray().ToList();

        var gate = steps[^1];
        Assert.Equal(("gate", "waiting", GateInput.IdOf(runId, "approve-tests", 1), 1), (
            gate.GetProperty("kind").GetString(), State(gate), gate.GetProperty("childId").GetString(), gate.GetProperty("round").GetInt32()));
        Assert.Equal("Tests for Ping", gate.GetProperty("title").GetString());
        Assert.EndsWith("/v1/gates/" + Uri.EscapeDataString(GateInput.IdOf(runId, "approve-tests", 1)), timeline.GetProperty("waitingFor").GetProperty("url").GetString(), StringComparison.Ordinal);
        var model = steps.Single(step => step.GetProperty("name").GetString() == "AskModel");
        Assert.Equal(1, model.GetProperty("round").GetInt32());
        Assert.Equal("responses/round-1.html", Assert.Single(model.GetProperty("artifacts").EnumerateArray()).GetString());
        await run.DecideAsync("reject");
    }

    [Fact]
    public async Task A_run_that_is_not_there_has_no_timeline()
    {
        using var response = await api.Client.GetAsync("/v1/runs/nobody/timeline");
        await ApiFixture.ProblemAsync(response, 404, "nobody");
    }

    private static string? Wait(JsonElement timeline) =>
        timeline.GetProperty("waitingFor") is { ValueKind: JsonValueKind.Object } wait ? wait.GetProperty("what").GetString() : null;

    private static string? State(JsonElement step) => step.GetProperty("state").GetString();

    private async Task<JsonElement> UntilAsync(string id, Func<JsonElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var timeline = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/timeline", patience.Token);
            if (wanted(timeline))
            {
                return timeline;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
