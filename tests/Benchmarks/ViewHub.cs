using System.Globalization;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Engine.Store;

namespace Workflows.Benchmarks;

/// <summary>
/// A hub as it looks after a year: 100,000 runs, of which 10,000 wait at a gate; one owner has more than half of them, one a few. The rows
/// are written as the engine writes them, but not by it: that would take an hour.
/// </summary>
internal static class ViewHub
{
    public const int Runs = 100_000;
    public const int OpenGates = 10_000;
    public const string LargeOwner = "big~corp~";
    public const string SmallOwner = "ann~lab~";

    private const int Running = 1;
    private const int Completed = 3;
    private const int Failed = 4;

    /// <summary>Fills an empty hub.</summary>
    public static void Fill(string path, DateTimeOffset now)
    {
        using var database = SqliteDatabase.Open(path, readOnly: false);
        database.Execute("BEGIN");
        using var insert = database.Prepare("""
            INSERT INTO instances(key, id, name, status, busy, created, updated, execution, parent, input, output, custom_status, failure, label)
            VALUES(?, ?, ?, ?, 0, ?, ?, 0, ?, ?, ?, ?, ?, ?)
            """);
        for (var i = 1; i <= Runs; i++)
        {
            var id = Owner(i) + string.Create(CultureInfo.InvariantCulture, $"run-{i:000000}");
            // The open ones are spread over the whole year: every tenth waits.
            var waits = i % (Runs / OpenGates) == 0;
            var status = waits ? Running : i % 97 == 0 ? Failed : Completed;
            var created = now.AddMinutes(-5.2 * (Runs - i)).UtcTicks;
            var label = $"Nightly {i % 1000}";
            insert.Bind(i).Bind(id).Bind(i % 5000 == 1 ? "other-workflow" : GenerateTestsOrchestrator.Definition.Name).Bind(status)
                .Bind(created).Bind(created + TimeSpan.FromMinutes(2).Ticks).Bind((long?)null)
                .Bind(Input(id, label)).Bind(status == Completed ? Output(id) : null).Bind(Status(waits)).Bind(status == Failed ? Failure : null).Bind(label).Run();
            if (waits)
            {
                insert.Bind(Runs + i).Bind(GateInput.IdOf(id, "approve-tests", 1)).Bind(GateOrchestrator.Definition.Name).Bind(Running)
                    .Bind(created + 1).Bind(created + 2).Bind(i)
                    .Bind("{}").Bind((string?)null).Bind(Gate(id, i, new DateTimeOffset(created, TimeSpan.Zero))).Bind((string?)null).Bind((string?)null).Run();
            }
        }

        database.Execute("COMMIT");
    }

    private static string Owner(int i) => i % 500 == 7 ? SmallOwner : i % 5 < 3 ? LargeOwner : $"user-{i % 40}~main~";

    private static string Input(string id, string label) => JsonSerializer.Serialize(
        new GenerateTestsInput(new DocumentSource(File(id, "document/source.json"))) { BaseUrl = "http://127.0.0.1:5080", Label = label, Delivery = new Delivery("", new GateRules()) },
        WorkflowJson.Default.GenerateTestsInput);

    private static string Status(bool waits) => JsonSerializer.Serialize(
        new GenerateTestsStatus(waits ? GenerateTestsStage.Approve : GenerateTestsStage.Done, waits ? 8 : 10, 10, 1, "12 of 12 tests passed", "Pets", "gpt-large"),
        WorkflowJson.Default.GenerateTestsStatus);

    private static string Output(string id) => JsonSerializer.Serialize(
        new GenerateTestsResult(
            GenerateTestsOutcome.TestsPassed, "Pets", 4, "gpt-large", null, 1, new ModelUsage(12_345, 6_789, 0.12m),
            new PublishedTests(File(id, "tests/Pets/PetsTests.cs"), File(id, "tests/Pets/Pets.csproj")),
            new CheckReport(true, 12, [], File(id, "reports/check-round-1.json")),
            new ExecutionReport(12, 12, 0, 0, 1.5, "bubblewrap", [], [.. Enumerable.Range(0, 15).Select(n => File(id, $"results/allure/{n:000}-result.json"))], new ApiCoverage(4, 4, [], null))),
        WorkflowJson.Default.GenerateTestsResult);

    private static string Gate(string runId, int i, DateTimeOffset openedAt)
    {
        var subject = new GateSubject($"Tests for Pets {i}", "12 tests for 4 operations, written by gpt-large in 1 rounds. 12 of 12 tests passed.",
            [new GateItem("PetsTests.cs", File(runId, "tests/Pets/PetsTests.cs")), new GateItem("Pets.csproj", File(runId, "tests/Pets/Pets.csproj"))]);
        return JsonSerializer.Serialize(
            new GateStatus
            {
                RunId = runId,
                Workflow = GenerateTestsOrchestrator.Definition.Name,
                Name = "approve-tests",
                Round = 1,
                State = GateState.Open,
                Subject = subject,
                ContentHash = subject.ContentHash,
                Rules = new GateRules { Users = ["alice", "bob"], Deadline = TimeSpan.FromDays(400) },
                OpenedAt = openedAt,
                DeadlineAt = openedAt.AddDays(400),
            },
            WorkflowJson.Default.GateStatus);
    }

    private static ArtifactRef File(string runId, string name) => new(runId, name, 12_345, new string('a', 64), "text/plain");

    private const string Failure = """{"errorType":"Workflows.Domain.GenerateTests.CodeRejectedException","errorMessage":"No code passed the check in 3 rounds: CS1002"}""";
}
