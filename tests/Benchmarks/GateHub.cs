using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Audit;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine;

namespace Workflows.Benchmarks;

/// <summary>An engine with its default options, and runs that stop at a gate. The audit is a file to which each record is appended and synced.</summary>
internal static class GateHub
{
    public static readonly OrchestratorDefinition<GateInput, GateOutcome> Run = new("run");

    private static readonly ActivityDefinition<string, string> Next = new("Next");

    /// <param name="path">The store.</param>
    /// <param name="began">Called with the run's id when the activity after the gate begins.</param>
    public static Task<EmbeddedEngine> StartAsync(string path, Action<string> began)
    {
        var audit = new SyncedFile(path + ".audit");
        var registry = new TaskRegistry()
            .AddOrchestrator(GateOrchestrator.Definition, () => new GateOrchestrator())
            .AddOrchestrator(Run, () => new LambdaOrchestrator<GateInput, GateOutcome>(async (context, input) =>
            {
                var outcome = await GateOrchestrator.AskAsync(context, input);
                await context.CallActivityAsync(Next, input.RunId);
                return outcome;
            }))
            .AddActivity(GateActivities.ReadSubject, () => new LambdaActivity<GateSubject, GateSubject>(shown => shown))
            .AddActivity(GateActivities.NotifyGate, () => new LambdaActivity<GateNotice, Unit>(_ => Unit.Value))
            .AddActivity(AuditActivities.RecordAudit, () => new LambdaActivity<AuditNote, Unit>(note =>
            {
                audit.Append(JsonSerializer.Serialize(note, WorkflowJson.Default.AuditNote));
                return Unit.Value;
            }))
            .AddActivity(Next, () => new LambdaActivity<string, string>(runId =>
            {
                began(runId);
                return runId;
            }));
        return EmbeddedEngine.StartAsync(new TaskHubOptions { Path = path }, registry, NullLoggerFactory.Instance);
    }

    /// <summary>Starts a run that stops at a gate with reminders and a deadline.</summary>
    public static Task OpenAsync(OrchestrationClient client, int number)
    {
        var runId = Hub.Id(number);
        var rules = new GateRules { Users = ["alice"], Requester = "dana", RemindEvery = TimeSpan.FromDays(1), Deadline = TimeSpan.FromDays(7) };
        return client.ScheduleNewInstanceAsync(Run, new GateInput(runId, Run.Name, "approve", 1, Subject(runId), rules), new StartOptions { InstanceId = runId });
    }

    /// <summary>Waits until the gate waits: it is on record as opened, and its timer stands.</summary>
    public static async Task OpenedAsync(OrchestrationClient client, int number)
    {
        while ((await client.GetHistoryAsync(GateId(number)))?.Any(line => line.EventType == "TimerCreated") != true)
        {
            await Task.Delay(2);
        }
    }

    public static Task ApproveAsync(OrchestrationClient client, int number) => client.RaiseEventAsync(
        GateId(number), GateOrchestrator.DecisionEvent,
        JsonSerializer.Serialize(
            new GateDecision($"decision-{number}", GateDecisionKind.Approve, "alice", "benchmark", Subject(Hub.Id(number)).ContentHash, DateTimeOffset.UnixEpoch),
            WorkflowJson.Default.GateDecision));

    private static string GateId(int number) => GateInput.IdOf(Hub.Id(number), "approve", 1);

    private static GateSubject Subject(string runId) => new(
        "Tests for Pets", "12 tests for 4 operations, written by a model in 1 rounds. 12 of 12 tests passed.",
        [
            new GateItem("PetsTests.cs", new ArtifactRef(runId, "tests/Pets/PetsTests.cs", 12_345, new string('a', 64), "text/plain")),
            new GateItem("Pets.csproj", new ArtifactRef(runId, "tests/Pets/Pets.csproj", 1_234, new string('b', 64), "text/xml")),
        ]);
}
