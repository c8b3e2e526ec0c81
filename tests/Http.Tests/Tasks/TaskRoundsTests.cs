using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Http.Product;

namespace Workflows.Http.Tests.Tasks;

public sealed class TaskRoundsTests
{
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

        var rounds = TaskRounds.Of(new ApiRequest { Method = "GET", BaseUrl = new Uri("http://127.0.0.1/") }, history);

        Assert.Equal([1, 2], rounds.Select(round => round.Round));
        Assert.Equal(("fix it", 2, 1), (rounds[0].Verdict!.Fixes, rounds[0].RedFlagCount, rounds[0].FileCount));
        Assert.Equal(["A"], rounds[0].Tests!.Failing);
        Assert.Null(rounds[1].Tests);
        Assert.Null(rounds[1].Verdict);
        Assert.EndsWith("/v1/runs/run-1/artifacts/f", rounds[1].Patch!.Url, StringComparison.Ordinal);
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
