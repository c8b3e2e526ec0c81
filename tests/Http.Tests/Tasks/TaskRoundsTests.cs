using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Contracts;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

public sealed class TaskRoundsTests
{
    private static readonly ApiRequest Request = new() { Method = "GET", BaseUrl = new Uri("http://127.0.0.1/") };
    private static readonly ArtifactRef File = new("run-1", "f", 1, new string('a', 64), "text/plain");
    private static readonly WorkspaceState State = new(File, 1, 1);

    [Fact]
    public void A_run_that_goes_on_tells_of_each_round_as_far_as_it_came()
    {
        var diff = new WorkspaceDiff(File, File, "h", [new ChangedFile("workspace/a.cs", "added", 1, 0)], 1, null, 2);
        var tests = new TestsReport("dotnet test", true, false, 1, ["A"], "1 failed", File, 1, "bubblewrap");
        var reading = new ReviewReading(new Verdict(false, true, "fix it", false), "key");
        var history = new List<HistoryEvent>();
        foreach (var round in new[] { 1, 2 })
        {
            Add(history, "DiffWorkspace", new DiffWorkspaceInput("run-1", $"reports/diff_round_{round}.patch", State, State, ["workspace"], 1, 1), WorkflowJson.Default.DiffWorkspaceInput, JsonSerializer.Serialize(diff, WorkflowJson.Default.WorkspaceDiff));
        }

        Add(history, "DiffWorkspace", new DiffWorkspaceInput("run-1", "other.patch", State, State, [], 1, 1), WorkflowJson.Default.DiffWorkspaceInput, JsonSerializer.Serialize(diff, WorkflowJson.Default.WorkspaceDiff));
        Add(history, "RunTests", new RunTestsInput("run-1", 1, "dotnet test", "workspace", State), WorkflowJson.Default.RunTestsInput, JsonSerializer.Serialize(tests, WorkflowJson.Default.TestsReport));
        Add(history, "ReadVerdict", new ReadVerdictInput("run-1", 1, File, tests, 2, []), WorkflowJson.Default.ReadVerdictInput, JsonSerializer.Serialize(reading, WorkflowJson.Default.ReviewReading));
        Add(history, "RunTests", new RunTestsInput("run-1", 2, "dotnet test", "workspace", State), WorkflowJson.Default.RunTestsInput, null);

        var rounds = TaskHistory.Complete(Request, new RunTask(), history).Rounds;

        Assert.Equal([1, 2], rounds.Select(round => round.Round));
        Assert.Equal(("fix it", 2, 1), (rounds[0].Verdict!.Fixes, rounds[0].RedFlagCount, rounds[0].FileCount));
        Assert.Equal(["A"], rounds[0].Tests!.Failing);
        Assert.Null(rounds[1].Tests);
        Assert.Null(rounds[1].Verdict);
        Assert.EndsWith("/v1/runs/run-1/artifacts/f", rounds[1].Patch!.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_goes_on_tells_its_task_its_plan_and_what_the_agents_did_that_are_done()
    {
        var history = new List<HistoryEvent>();
        Add(history, "ReadTask", new ReadTaskInput("run-1", State), WorkflowJson.Default.ReadTaskInput, JsonSerializer.Serialize(new TaskBrief("Greeter", File, IsDemo: true), WorkflowJson.Default.TaskBrief));
        Agent(history, "run-1:planner-1:1", "planner-model", 1, 2);
        Add(history, "ReadPlan", "x", WorkflowJson.Default.String, JsonSerializer.Serialize(new TaskPlan(File, 3, 2, null, []), WorkflowJson.Default.TaskPlan));
        // The second part of an agent tells of the first one's work, too, and may have heard of no model.
        Agent(history, "run-1:implementer-1:1", "model", 2, 3);
        Agent(history, "run-1:implementer-1:2", null, 4, 5);
        Agent(history, "run-1:implementer-2:1", "model", 10, 20);
        Agent(history, "run-1:reviewer-1:1", null, null, 0);

        var task = TaskHistory.Complete(Request, new RunTask { Folder = "/tasks/greeter" }, history);

        Assert.True(task.IsDemo);
        Assert.Equal("/tasks/greeter", task.Folder);
        Assert.EndsWith("/artifacts/f", task.Plan!.Url, StringComparison.Ordinal);
        Assert.Equal([("planner", "planner-model", 1, 2), ("implementer", "model", 14, 25)], task.Roles.Select(role => (role.Role, role.Model, role.Turns, role.ToolCalls)));
        Assert.Equal(15, task.Roles[1].Usage.OutputTokens + task.Roles[0].Usage.OutputTokens);
    }

    private static void Agent(List<HistoryEvent> history, string id, string? model, int? turns, int calls)
    {
        history.Add(new HistoryEvent(history.Count, "SubOrchestrationInstanceCreated", DateTimeOffset.UnixEpoch, AgentOrchestrator.Definition.Name, history.Count, JsonSerializer.Serialize(id)));
        if (turns is { } made)
        {
            var result = new AgentResult(AgentEnd.Answered, File, null, model, false, null, new AgentProgress(1, made, calls, new ModelUsage(0, made, null), TimeSpan.Zero, [], null, 0, []));
            history.Add(new HistoryEvent(
                history.Count, "SubOrchestrationInstanceCompleted", DateTimeOffset.UnixEpoch, AgentOrchestrator.Definition.Name, history.Count - 1,
                JsonSerializer.Serialize(result, WorkflowJson.Default.AgentResult)));
        }
    }

    private static void Add<T>(List<HistoryEvent> history, string name, T input, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string? result)
    {
        var at = DateTimeOffset.UnixEpoch;
        history.Add(new HistoryEvent(history.Count, "TaskScheduled", at, name, history.Count, JsonSerializer.Serialize(input, type)));
        if (result is not null)
        {
            history.Add(new HistoryEvent(history.Count, "TaskCompleted", at, name, history.Count - 1, result));
        }
    }
}
