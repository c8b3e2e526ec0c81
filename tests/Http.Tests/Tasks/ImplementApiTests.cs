using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

public sealed class ImplementApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_owner_of_the_host_names_a_folder_and_the_hosts_limits_hold_where_none_are_asked_for()
    {
        using var folder = new GivenFolder();
        var input = await InputAsync(await AcceptedAsync($$"""{"folder": {{JsonSerializer.Serialize(folder.Path + "/./")}}, "maxRounds": 2, "approvePlan": true, "requestedBy": "ada", "label": "mine"}""", "runId=" + Path.GetFileName(folder.Path)));

        Assert.Equal(Path.GetFullPath(folder.Path + "/"), input.Source.Folder);
        Assert.Null(input.Source.Files);
        Assert.Equal(Path.GetFullPath(folder.Path + "/"), (await UntilAsync(Path.GetFileName(folder.Path), _ => true)).GetProperty("task").GetProperty("folder").GetString());
        Assert.Equal((true, "mine", "ada", false), (input.ApprovePlan, input.Label, input.Delivery.Rules.Requester, input.Delivery.AutoApprove));
        Assert.Equal(new ImplementTaskSettings { MaxRounds = 2 }, input.Settings);
    }

    [Fact]
    public async Task A_folder_without_a_task_starts_nothing_and_an_empty_task_is_the_demo()
    {
        using var none = new GivenFolder(task: null);
        using var empty = new GivenFolder("");
        var name = Path.GetFileName(none.Path);

        using (var missing = await PostAsync(Body(none.Path + "-no"), "runId=" + name))
        {
            await ApiFixture.ProblemAsync(missing, 400, $"There is no folder {none.Path}-no.", "project/tasks/current.md");
        }

        using (var noTask = await PostAsync(Body(none.Path), "runId=" + name))
        {
            await ApiFixture.ProblemAsync(noTask, 400, $"There is no task in {none.Path}: project/tasks/current.md is missing.", "demo task");
        }

        using (var file = await PostAsync(Body(Path.Combine(empty.Path, "project", "tasks", "current.md"))))
        {
            await ApiFixture.ProblemAsync(file, 400, "is a file.");
        }

        Assert.Null(await api.Engine.GetInstanceAsync(name));
        await AcceptedAsync(Body(empty.Path));
    }

    [Fact]
    public async Task A_run_stays_the_answer_to_its_key_when_its_folder_is_gone()
    {
        string body, key;
        using (var folder = new GivenFolder())
        {
            (body, key) = (Body(folder.Path), "runId=" + Path.GetFileName(folder.Path));
            await AcceptedAsync(body, key);
        }

        await AcceptedAsync(body, key);
    }

    [Fact]
    public async Task Files_are_stored_before_the_run_begins_with_the_task_among_them()
    {
        var run = await AcceptedAsync("""{"files": {"workspace/b.cs": "b", "project/vision.md": "v"}, "task": "# Greet", "commit": "auto", "testCommand": " make test "}""");
        var input = await InputAsync(run);

        Assert.Equal((null, true, "make test"), (input.Source.Folder, input.Delivery.AutoApprove, input.Settings.TestCommand));
        var stored = (await api.Artifacts.ReadAsync(run, input.Source.Files!.Name, CancellationToken.None))!;
        Assert.Equal("""{"project/tasks/current.md":"# Greet","project/vision.md":"v","workspace/b.cs":"b"}""", Encoding.UTF8.GetString(stored));
        Assert.Equal(input.Source.Files.Sha256, (await api.Artifacts.FindAsync(run, input.Source.Files.Name, CancellationToken.None))!.Sha256);
    }

    [Fact]
    public async Task The_same_key_with_the_same_task_answers_the_same_run_and_with_another_it_is_a_conflict()
    {
        const string Body = """{"files": {"workspace/a": "1", "workspace/b": "2"}, "task": "t"}""";
        var first = await AcceptedAsync(Body, "runId=task-once");
        Assert.Equal(first, await AcceptedAsync("""{"task": "t", "files": {"workspace/b": "2", "workspace/a": "1"}}""", "runId=task-once"));
        foreach (var other in new[] { """{"task": "t"}""", Body[..^1] + ", \"commit\": \"auto\"}", Body[..^1] + ", \"maxRounds\": 1}", Body[..^1] + ", \"approvePlan\": true}" })
        {
            using var response = await PostAsync(other, "runId=task-once");
            await ApiFixture.ProblemAsync(response, 409, "task-once");
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{}", "There is no task")]
    [InlineData("[]", "not what is asked for")]
    [InlineData("""{"task": "x", "oops": 1}""", "oops")]
    [InlineData("""{"task": 1}""", "$.task")]
    [InlineData("""{"folder": "greeter"}""", "'folder'")]
    [InlineData("""{"folder": "/a\u0000b"}""", "'folder'")]
    [InlineData("""{"folder": "/a", "task": "x"}""", "leave")]
    [InlineData("""{"task": "x", "maxRounds": 21}""", "'maxRounds'")]
    [InlineData("""{"task": "x", "testCommand": "a\nb"}""", "'testCommand'")]
    [InlineData("""{"task": "x", "testCommand": "true && true"}""", "'testCommand' holds '&', which only a shell understands")]
    [InlineData("""{"task": "x", "testCommand": "pytest 'a"}""", "'testCommand' has a quote that is not closed")]
    [InlineData("""{"task": "x", "testCommand": "''"}""", "'testCommand' is no command")]
    [InlineData("""{"task": "x", "testCommand": "pip install pytest"}""", "'testCommand' installs ('pip')")]
    [InlineData("""{"task": "x", "commit": false}""", "always committed")]
    [InlineData("""{"task": "x", "commit": "perhaps"}""", "'commit' is 'perhaps'")]
    [InlineData("""{"task": "x", "commit": "auto", "approvePlan": true}""", "not for the plan either")]
    [InlineData("""{"task": "x", "commit": "AUTO", "approvePlan": true}""", "not for the plan either")]
    [InlineData("""{"task": "x", "requestedBy": " "}""", "'requestedBy'")]
    [InlineData("""{"task": "x", "label": "a\nb"}""", "'label'")]
    [InlineData("""{"task": "x", "files": {"project/tasks/current.md": "y"}}""", "twice")]
    [InlineData("""{"files": {"workspace/a": null}}""", "no text")]
    [InlineData("""{"files": {"workspace/../../etc/passwd": "x"}}""", "'files' names")]
    [InlineData("""{"files": {"/etc/passwd": "x"}}""", "'files' names")]
    [InlineData("""{"files": {"workspace//a": "x"}}""", "'files' names")]
    [InlineData("""{"files": {"workspace\\a": "x"}}""", "'files' names")]
    [InlineData("""{"files": {"other/a": "x"}}""", "'files' names")]
    public async Task What_is_wrong_is_named_at_once(string body, string word)
    {
        using var response = await PostAsync(body);
        await ApiFixture.ProblemAsync(response, 400, word);
    }

    [Fact]
    public async Task A_task_that_is_too_long_for_its_agents_is_refused_however_it_comes()
    {
        var text = new string('x', TaskBrief.MostCharacters + 1);
        using var folder = new GivenFolder(text);
        using var most = new GivenFolder("\u00E9" + text[2..]);

        foreach (var body in new[] { $$"""{"task": "{{text}}"}""", $$"""{"files": {"project/tasks/current.md": "{{text}}"} }""", Body(folder.Path) })
        {
            using var response = await PostAsync(body);
            await ApiFixture.ProblemAsync(response, 400, "has 100001 characters; at most 100000 are allowed");
        }

        await AcceptedAsync(Body(most.Path));
    }

    [Fact]
    public async Task Another_content_type_or_query_is_refused()
    {
        using var text = await api.Client.PostAsync("/v1/implement", new StringContent("do it", Encoding.UTF8, "text/plain"));
        await ApiFixture.ProblemAsync(text, 415, "application/json");
        using var query = await PostAsync("""{"task": "x"}""", "commit=auto");
        await ApiFixture.ProblemAsync(query, 400, "commit");
    }

    [Fact]
    public async Task Where_approvers_are_named_no_request_approves_itself()
    {
        var guarded = api.WithOptions(ApiFixture.Options with { Implement = Defaults(new DeliveryDefaults(new GateRules { Users = ["ada"], RequesterMayDecide = false }, 3, false)) });

        Assert.Contains("Gates:AllowAutoApprove", await AnswerAsync(guarded, """{"task": "x", "commit": "auto"}""", 409), StringComparison.Ordinal);
        Assert.Contains("requestedBy", await AnswerAsync(guarded, """{"task": "x"}""", 409), StringComparison.Ordinal);
        await AnswerAsync(guarded, """{"task": "x", "requestedBy": "bob"}""", 202);
    }

    [Fact]
    public async Task A_host_without_folders_takes_none() =>
        Assert.Contains("Send the files", await AnswerAsync(
            api.WithOptions(ApiFixture.Options with { Implement = Defaults(ApiFixture.Options.Implement.Delivery) with { AllowsFolders = false } }), """{"folder": "/tasks/greeter"}""", 403), StringComparison.Ordinal);

    [Fact]
    public async Task A_run_tells_stage_round_and_verdict_and_at_its_end_rounds_roles_reports_and_commit()
    {
        var id = await AcceptedAsync("""{"task": "x", "maxRounds": 3}""");
        var run = await UntilAsync(id, now => now.TryGetProperty("stage", out var stage) && stage.ValueKind == JsonValueKind.String);
        Assert.Equal(("A greeter", "implement", 2, 3, "FAIL CONTINUE", 0.5), (
            run.GetProperty("label").GetString(), run.GetProperty("stage").GetString(), run.GetProperty("round").GetInt32(), run.GetProperty("maxRounds").GetInt32(),
            run.GetProperty("verdict").GetString(), run.GetProperty("progress").GetDouble()));

        await api.Engine.RaiseEventAsync(id, ScriptedTask.Go, "\"on\"");
        run = await UntilAsync(id, IsFinished);
        var task = run.GetProperty("task");
        Assert.Equal(("passed", "PASS", "0123abcd"), (run.GetProperty("outcome").GetString(), run.GetProperty("verdict").GetString(), run.GetProperty("delivery").GetProperty("commit").GetProperty("sha").GetString()));
        Assert.Equal("/tasks/greeter/project/reports/run-1", task.GetProperty("reportsFolder").GetString());
        Assert.Equal("implementer", Assert.Single(task.GetProperty("roles").EnumerateArray()).GetProperty("role").GetString());
        var rounds = task.GetProperty("rounds").EnumerateArray().ToList();
        Assert.Equal([false, true], rounds.Select(round => round.GetProperty("verdict").GetProperty("passed").GetBoolean()));
        Assert.EndsWith($"/v1/runs/{id}/artifacts/reports/diff_round_1.patch", rounds[0].GetProperty("patch").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("Greets", Assert.Single(rounds[0].GetProperty("tests").GetProperty("failing").EnumerateArray()).GetString());
        Assert.EndsWith("/reports/plan.txt", task.GetProperty("plan").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_stuck_ends_with_skip_whatever_its_last_review_says()
    {
        var id = await AcceptedAsync("""{"task": "x"}""");
        await api.Engine.RaiseEventAsync(id, ScriptedTask.Go, JsonSerializer.Serialize(ScriptedTask.Stuck));

        var run = await UntilAsync(id, IsFinished);

        Assert.Equal(("stuck", "FAIL SKIP"), (run.GetProperty("outcome").GetString(), run.GetProperty("verdict").GetString()));
        Assert.Equal([true, false], run.GetProperty("task").GetProperty("rounds").EnumerateArray().Select(round => round.GetProperty("verdict").GetProperty("continue").GetBoolean()));
    }

    [Fact]
    public async Task A_rejected_task_is_told_as_that_in_the_list_too()
    {
        var id = await AcceptedAsync("""{"task": "x"}""");
        await api.Engine.RaiseEventAsync(id, ScriptedTask.Go, JsonSerializer.Serialize(ScriptedTask.Rejected));
        await UntilAsync(id, IsFinished);

        var listed = (await api.Client.GetFromJsonAsync<JsonElement>($"/v1/runs?prefix={id}&workflow=implement-task")).GetProperty("runs").EnumerateArray().Single();
        Assert.Equal("rejected", listed.GetProperty("outcome").GetString());
        Assert.False(listed.TryGetProperty("task", out _));
    }

    private static string Body(string folder) => $$"""{"folder": {{JsonSerializer.Serialize(folder)}}}""";

    private static ImplementDefaults Defaults(DeliveryDefaults delivery) => new(new ImplementTaskSettings(), delivery);

    private static bool IsFinished(JsonElement run) => run.GetProperty("status").GetString() == "finished";

    private static async Task<string> AnswerAsync(WorkflowsApi host, string body, int status)
    {
        var route = host.Routes.Single(route => route.Pattern == "/v1/implement");
        var answer = await host.AnswerAsync(route, new ApiRequest
        {
            Method = "POST",
            BaseUrl = new Uri("http://127.0.0.1/"),
            Headers = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
            Body = new MemoryStream(Encoding.UTF8.GetBytes(body)),
        }, CancellationToken.None);
        Assert.Equal(status, answer.Status);
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string query = "") => api.Client.PostAsync("/v1/implement?" + query, ApiFixture.Json(body));

    private async Task<string> AcceptedAsync(string body, string query = "")
    {
        using var response = await PostAsync(body, query);
        Assert.True((int)response.StatusCode == 202, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
    }

    private async Task<ImplementTaskInput> InputAsync(string runId) =>
        JsonSerializer.Deserialize((await api.Engine.GetInstanceAsync(runId))!.Input!, WorkflowJson.Default.ImplementTaskInput)!;

    private async Task<JsonElement> UntilAsync(string runId, Func<JsonElement, bool> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var run = await api.Client.GetFromJsonAsync<JsonElement>("/v1/runs/" + runId, patience.Token);
            if (done(run))
            {
                return run;
            }

            await Task.Delay(20, patience.Token);
        }
    }
}
