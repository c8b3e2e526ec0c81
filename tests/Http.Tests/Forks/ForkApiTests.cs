using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Forks;
using Workflows.Domain.Gates;
using Workflows.Http.Tests.Views;

namespace Workflows.Http.Tests.Forks;

/// <summary>Forks over HTTP.</summary>
public sealed class ForkApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static int _runs;

    [Fact]
    public async Task A_fork_goes_its_own_way_and_tells_where_it_comes_from()
    {
        var run = await GatedAsync();
        await run.DecideAsync("reject");
        await EndAsync(run.RunId);

        var fork = await ForkAsync(run.RunId, """{"from":"ExtractCode","by":"ada"}""");

        var gate = await WaitingGateAsync(fork);
        Assert.Equal("approve-tests", gate.GetProperty("name").GetString());
        var told = await RunAsync(fork);
        Assert.Equal((run.RunId, "ExtractCode"), (told.GetProperty("forkedFrom").GetProperty("runId").GetString(), told.GetProperty("forkedFrom").GetProperty("step").GetString()));
        Assert.Equal(JsonValueKind.Null, (await RunAsync(run.RunId)).GetProperty("forkedFrom").ValueKind);
        var listed = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs?prefix={fork}&top=1")).GetProperty("runs")[0];
        Assert.Equal(run.RunId, listed.GetProperty("forkedFrom").GetProperty("runId").GetString());
        var waiting = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/inbox?runId={fork}")).GetProperty("items")[0];
        Assert.Equal(run.RunId, waiting.GetProperty("blocks").GetProperty("forkedFrom").GetProperty("runId").GetString());
        var entry = Assert.Single(await AuditAsync(fork), entry => entry.Kind == "forked");
        Assert.Equal((run.RunId, "ExtractCode", "ada"), (entry.Data["from"], entry.Data["step"], entry.Data["by"]));
    }

    [Fact]
    public async Task The_timeline_names_the_steps_and_says_whose_artifacts_a_fork_has()
    {
        var run = await GatedAsync();
        await run.GateAsync();
        var steps = await StepsAsync(run.RunId);
        Assert.Equal(
            ["UnderstandDocument", "RenderPrompt", "AskModel", "ExtractCode", "FormatCode", "CheckCode", "PublishTests", "ExecuteTests", "approve-tests"],
            steps.Select(step => step.GetProperty("forkable").GetString()));
        Assert.All(steps, step => Assert.Equal(JsonValueKind.Null, step.GetProperty("artifactsRunId").ValueKind));

        // A word that no other step has will do, and the number that the timeline gives.
        var fork = await ForkAsync(run.RunId, """{"from":"check"}""");
        await WaitingGateAsync(fork);
        var forked = await StepsAsync(fork);
        Assert.Equal("CheckCode", (await RunAsync(fork)).GetProperty("forkedFrom").GetProperty("step").GetString());
        Assert.Equal(run.RunId, forked[2].GetProperty("artifactsRunId").GetString());
        Assert.Equal(JsonValueKind.Null, forked[7].GetProperty("artifactsRunId").ValueKind);
        var byNumber = await ForkAsync(run.RunId, JsonSerializer.Serialize(new { from = steps[4].GetProperty("id").GetString() }));
        Assert.Equal("FormatCode", (await RunAsync(byNumber)).GetProperty("forkedFrom").GetProperty("step").GetString());
    }

    [Fact]
    public async Task What_is_to_be_different_is_stored_before_the_fork_begins_and_a_model_holds_on_in_forks_of_the_fork()
    {
        var run = await GatedAsync();
        await run.GateAsync();

        var fork = await ForkAsync(run.RunId, """{"from":"AskModel","model":" qwen-max ","prompt":"Shorter, please.","by":"ada"}""");
        var first = await api.Forks.ReadAsync(fork, default);
        Assert.Equal(("qwen-max", "Shorter, please.", null), (first!.Model, first.Prompt, first.Answer));
        Assert.Equal(new ForkQuestion("AskModel", 1), first.Question);

        await WaitingGateAsync(fork);
        var later = await api.Forks.ReadAsync(await ForkAsync(fork, """{"from":"CheckCode"}"""), default);
        Assert.Equal(("qwen-max", null, fork), (later!.Model, later.Prompt, later.Origin));
        var again = await api.Forks.ReadAsync(await ForkAsync(fork, """{"from":"AskModel","model":"other"}"""), default);
        Assert.Equal(("other", "Shorter, please."), (again!.Model, again.Prompt));
        var answered = await api.Forks.ReadAsync(await ForkAsync(fork, """{"from":"AskModel","answer":"42"}"""), default);
        Assert.Equal((null, "42"), (answered!.Prompt, answered.Answer));
    }

    [Fact]
    public async Task A_fork_that_is_asked_for_again_with_its_key_is_the_same_one()
    {
        var run = await GatedAsync();
        await run.GateAsync();
        const string asked = """{"from":"AskModel","prompt":"Shorter, please.","label":"short"}""";

        var first = await KeyedAsync(run.RunId, "k-1", asked);
        await WaitingGateAsync(first.Body.GetProperty("runId").GetString()!);
        var again = await KeyedAsync(run.RunId, "k-1", asked);
        var other = await KeyedAsync(run.RunId, "k-1", """{"from":"AskModel","prompt":"Longer, please.","label":"short"}""");
        var another = await KeyedAsync(run.RunId, "k-2", asked);

        Assert.Equal((202, false), (first.Status, first.Body.GetProperty("existing").GetBoolean()));
        Assert.Equal((202, true), (again.Status, again.Body.GetProperty("existing").GetBoolean()));
        Assert.Equal(first.Body.GetProperty("runId").GetString(), again.Body.GetProperty("runId").GetString());
        Assert.Equal(409, other.Status);
        Assert.Contains("new key", other.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(first.Body.GetProperty("runId").GetString(), another.Body.GetProperty("runId").GetString());
        Assert.Equal(400, (await KeyedAsync(run.RunId, new string('k', 256), asked)).Status);
        Assert.Single(await AuditAsync(first.Body.GetProperty("runId").GetString()!), entry => entry.Kind == "forked");
    }

    [Fact]
    public async Task A_yes_is_not_taken_over_and_what_lies_behind_it_is_no_place_to_fork_from()
    {
        var run = await GatedAsync();
        await run.DecideAsync("approve");
        await EndAsync(run.RunId);
        Assert.Equal(JsonValueKind.Null, (await StepsAsync(run.RunId)).Single(step => step.GetProperty("name").GetString() == "CommitFiles").GetProperty("forkable").ValueKind);

        using var refused = await PostAsync(run.RunId, """{"from":"CommitFiles"}""");
        await ApiFixture.ProblemAsync(refused, 409, "'approve-tests'", "asked anew");

        var fork = await ForkAsync(run.RunId, """{"from":"approve-tests"}""");
        var gate = await WaitingGateAsync(fork);
        Assert.Equal(GateInput.IdOf(fork, "approve-tests", 1), gate.GetProperty("gateId").GetString());
        // What it shows are the other run's artifacts, and they are served.
        var details = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/gates/{Uri.EscapeDataString(gate.GetProperty("gateId").GetString()!)}");
        Assert.Contains(run.RunId, details.GetProperty("artifacts")[0].GetProperty("artifact").GetProperty("url").GetString(), StringComparison.Ordinal);
        using var artifact = await api.Client.GetAsync(details.GetProperty("artifacts")[0].GetProperty("artifact").GetProperty("url").GetString());
        Assert.Equal(200, (int)artifact.StatusCode);
    }

    [Theory]
    [InlineData("""{"from":"AskModel","model":"qwen-max"}""", null)]
    [InlineData("""{"from":"RenderPrompt","model":"qwen-max"}""", null)]
    [InlineData("""{"from":"CheckCode"}""", null)]
    [InlineData("""{"from":"CheckCode","model":"qwen-max"}""", "No model was asked at 'CheckCode' or behind it in the run that is forked so far: 'qwen-max' is asked only if the fork comes to ask one.")]
    [InlineData("""{"from":"AskModel","model":"qwen-max","answer":"42"}""", "No model is asked at 'AskModel', which has its answer, and none was asked behind it in the run that is forked so far: 'qwen-max' is asked only if the fork comes to ask one.")]
    public async Task A_model_that_may_have_nothing_to_answer_is_noted(string body, string? note)
    {
        var run = await GatedAsync();
        await run.GateAsync();

        using var accepted = await PostAsync(run.RunId, body);

        Assert.Equal(202, (int)accepted.StatusCode);
        Assert.Equal(note, (await accepted.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("note", out var told) ? told.GetString() : null);
    }

    [Fact]
    public async Task Gates_and_the_inbox_tell_that_their_run_is_a_fork()
    {
        var run = await GatedAsync();
        await run.GateAsync();

        var fork = await ForkAsync(run.RunId, """{"from":"check"}""");

        var gate = await WaitingGateAsync(fork);
        Assert.Equal((run.RunId, "CheckCode"), Origin(gate));
        var details = await api.Client.GetFromJsonAsync<JsonElement>($"/v1/gates/{Uri.EscapeDataString(gate.GetProperty("gateId").GetString()!)}");
        Assert.Equal((run.RunId, "CheckCode"), Origin(details.GetProperty("gate")));
        var inbox = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/inbox?runId={fork}")).GetProperty("items")[0];
        Assert.Equal((run.RunId, "CheckCode"), Origin(inbox.GetProperty("blocks")));
        Assert.Equal(JsonValueKind.Null, (await WaitingGateAsync(run.RunId)).GetProperty("forkedFrom").ValueKind);
    }

    [Fact]
    public async Task A_step_that_is_not_there_is_answered_with_steps_that_a_fork_may_begin_at()
    {
        var run = await GatedAsync();
        await run.DecideAsync("approve");
        await EndAsync(run.RunId);

        using var refused = await PostAsync(run.RunId, """{"from":"Nothing"}""");

        var detail = (await ApiFixture.ProblemAsync(refused, 400, "\n  approve-tests\n", $"GET /v1/runs/{run.RunId}/timeline")).GetProperty("detail").GetString()!;
        Assert.DoesNotContain("CommitFiles", detail, StringComparison.Ordinal);
        Assert.True(detail.Split('\n').Length < 16, detail);
    }

    [Fact]
    public async Task A_review_that_asked_for_changes_may_be_behind_the_fork()
    {
        var run = await GatedAsync();
        await run.DecideAsync("request-changes", "more tests");
        await StepsUntilAsync(run.RunId, "AskModel#2");

        var fork = await ForkAsync(run.RunId, """{"from":"model#2","label":"Second try"}""");

        Assert.Equal("Second try", (await RunAsync(fork)).GetProperty("label").GetString());
        Assert.Equal("AskModel#2", (await RunAsync(fork)).GetProperty("forkedFrom").GetProperty("step").GetString());
    }

    [Fact]
    public async Task What_forks_read_is_not_purged_and_a_fork_does_not_begin_anew_under_its_id()
    {
        var run = await GatedAsync();
        await run.DecideAsync("reject");
        await EndAsync(run.RunId);
        var fork = await ForkAsync(run.RunId, """{"from":"PublishTests"}""");
        await WaitingGateAsync(fork);

        using var purge = await api.Client.DeleteAsync($"{ApiFixture.Instances}/{run.RunId}");
        await ApiFixture.ProblemAsync(purge, 409, "forks of it have not ended");
        Assert.NotEmpty(await api.Artifacts.ListAsync(run.RunId, default));

        await api.Engine.TerminateAsync(fork);
        await api.UntilAsync($"{ApiFixture.Instances}/{fork}", "Terminated");
        using var restart = await api.Client.PostAsync($"{ApiFixture.Instances}/{fork}/restart?restartWithNewInstanceId=false", null);
        await ApiFixture.ProblemAsync(restart, 409, "fork of");
        using var start = await api.Client.PostAsync($"/api/orchestrators/Echo/{fork}", ApiFixture.Json("\"x\""));
        await ApiFixture.ProblemAsync(start, 409, "is a fork");
        using var purged = await api.Client.DeleteAsync($"{ApiFixture.Instances}/{run.RunId}");
        Assert.Equal(200, (int)purged.StatusCode);
    }

    [Theory]
    [InlineData("""{}""", 400, "'from' is missing")]
    [InlineData("""{"from":"AskModel","promt":"x"}""", 400, "'promt' is not known, perhaps 'prompt' was meant; it holds from (the step), and may hold prompt, model, answer, label and by: all of them texts.")]
    [InlineData("""{"from":"AskModel","more ":{"a":[]}}""", 400, "'more ' is not known; it holds from")]
    [InlineData("""{"from":3}""", 400, "$.from is not of the kind that is asked for; it holds from")]
    [InlineData("""{"from":"AskModel","model":["a"]}""", 400, "$.model is not of the kind that is asked for; it holds from")]
    [InlineData("""[]""", 400, "it is no JSON object; it holds from")]
    [InlineData("""{"from":"Nothing"}""", 400, "A fork may begin at\n  UnderstandDocument\n  RenderPrompt\n  AskModel\n")]
    [InlineData("""{"from":"code"}""", 400, "A fork may begin at")]
    [InlineData("""{"from":"ChekCode"}""", 400, "perhaps 'CheckCode' was meant")]
    [InlineData("""{"from":"AskModel#9"}""", 400, "no step 'AskModel#9'")]
    [InlineData("""{"from":"AskModel/x"}""", 400, "no steps of its own")]
    [InlineData("""{"from":"approve-tests/RecordAudit"}""", 400, "asks anew as a whole")]
    [InlineData("""{"from":"CheckCode","prompt":"x"}""", 400, "asks no model")]
    [InlineData("""{"from":"CheckCode","answer":"x"}""", 400, "asks no model")]
    [InlineData("""{"from":"AskModel","answer":"x","prompt":"y"}""", 400, "exclude")]
    [InlineData("""{"from":"AskModel","model":"a\nb"}""", 400, "'model'")]
    [InlineData("""{"from":"AskModel","by":"a\u202eb"}""", 400, "'by'")]
    public async Task What_cannot_be_done_says_why_and_starts_nothing(string body, int status, string word)
    {
        var run = await GatedAsync();
        await run.GateAsync();

        using var refused = await PostAsync(run.RunId, body);

        await ApiFixture.ProblemAsync(refused, status, word);
    }

    [Fact]
    public async Task Nobody_a_part_and_a_run_without_steps_are_not_forked()
    {
        using var nobody = await PostAsync("nobody", """{"from":"x"}""");
        await ApiFixture.ProblemAsync(nobody, 404, "nobody");
        var run = await GatedAsync();
        await run.GateAsync();
        using var part = await PostAsync(run.GateId, """{"from":"RecordAudit"}""");
        await ApiFixture.ProblemAsync(part, 409, run.RunId);
        var waits = (await api.StartAsync("WaitForGo")).GetProperty("id").GetString()!;
        using var none = await PostAsync(waits, """{"from":"x"}""");
        await ApiFixture.ProblemAsync(none, 400, "no step");
        using var text = await api.Client.PostAsync($"/v1/runs/{waits}/fork", new StringContent("{}"));
        await ApiFixture.ProblemAsync(text, 415, "from");
    }

    private static (string?, string?) Origin(JsonElement told) =>
        (told.GetProperty("forkedFrom").GetProperty("runId").GetString(), told.GetProperty("forkedFrom").GetProperty("step").GetString());

    private async Task<GatedRun> GatedAsync()
    {
        api.Activities.ModelGate.TrySetResult();
        return await GatedRun.StartAsync(api, $"forked-{Interlocked.Increment(ref _runs)}");
    }

    private async Task<string> ForkAsync(string runId, string body)
    {
        using var response = await PostAsync(runId, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 202, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("runId").GetString()!;
    }

    private async Task<(int Status, JsonElement Body)> KeyedAsync(string runId, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/runs/{Uri.EscapeDataString(runId)}/fork") { Content = ApiFixture.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await api.Client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private Task<HttpResponseMessage> PostAsync(string runId, string body) => api.Client.PostAsync($"/v1/runs/{Uri.EscapeDataString(runId)}/fork", ApiFixture.Json(body));

    private Task<JsonElement> RunAsync(string id) => api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + id);

    private Task<JsonElement> EndAsync(string id) => api.UntilAsync($"{ApiFixture.Instances}/{id}", "Completed");

    private async Task<List<JsonElement>> StepsAsync(string id) =>
        [.. (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs/{id}/timeline")).GetProperty("steps").EnumerateArray()];

    private async Task StepsUntilAsync(string id, string name)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await StepsAsync(id)).Exists(step => step.GetProperty("forkable").GetString() == name))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<JsonElement> WaitingGateAsync(string runId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var gates = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/gates?runId={runId}", patience.Token)).GetProperty("gates");
            if (gates.GetArrayLength() > 0)
            {
                return gates[0];
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<List<Workflows.Activities.Audit.AuditEntry>> AuditAsync(string runId)
    {
        List<Workflows.Activities.Audit.AuditEntry> entries = [];
        await foreach (var entry in api.Audit.ReadAsync(runId, default))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
