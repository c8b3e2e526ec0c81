using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>What the tests of gates need: a run that waits at one, people who decide, and a clock that stands still until it is moved.</summary>
public abstract class GateContract<THost> : EngineContract<THost> where THost : EmbeddedHost, new()
{
    protected const string RunId = "run-1";

    private int _decisions;

    protected static GateSubject Shown { get; } = SubjectOf("aaaa");

    protected static string GateId { get; } = GateInput.IdOf(RunId, "approve", 1);

    protected ManualTimeProvider Time { get; } = new();

    protected GateWorld World { get; } = new();

    public override async Task InitializeAsync()
    {
        Host.Time = Time;
        Host.Options = Host.Options with { Converter = new PayloadConverter(WorkflowJson.Default.Options) };
        World.Register(Registry);
        await StartEngineAsync();
    }

    /// <summary>The subject as it is when the file has this hash.</summary>
    protected static GateSubject SubjectOf(string hash) =>
        new("Tests for Pets", "3 of 3 tests passed.", [new GateItem("Tests", new ArtifactRef(RunId, "tests/Tests.cs", 10, hash, "text/plain"))]);

    /// <summary>Starts the run, without waiting for anything.</summary>
    protected Task OpenAsync(GateRules rules) => ScheduleAsync(GateWorld.Run, new GateInput(RunId, "run", "approve", 1, Shown, rules), RunId);

    /// <summary>Starts the run and waits until it is on record that its gate is open.</summary>
    protected async Task OpenAndShowAsync(GateRules rules)
    {
        await OpenAsync(rules);
        await RecordedAsync("gate-opened", 1);
    }

    protected GateDecision Decision(GateDecisionKind kind, string by, GateSubject? shown = null) =>
        new($"d{Interlocked.Increment(ref _decisions)}", kind, by, "test", (shown ?? Shown).ContentHash, Time.GetUtcNow());

    protected async Task RaiseAsync(GateDecision decision) => Assert.Equal(
        ControlResult.Accepted,
        await Client.RaiseEventAsync(GateId, GateOrchestrator.DecisionEvent, Json(decision)));

    protected static string Json(GateDecision decision) => JsonSerializer.Serialize(decision, WorkflowJson.Default.GateDecision);

    /// <summary>Approves and waits until the gate has said what became of it.</summary>
    protected Task<GateStatus> ApproveAsync(string by, GateSubject? shown = null) => DecideAsync(Decision(GateDecisionKind.Approve, by, shown));

    /// <summary>Decides and waits until the gate has said what became of it.</summary>
    protected async Task<GateStatus> DecideAsync(GateDecision decision)
    {
        await RaiseAsync(decision);
        return await StatusAsync(
            gate => gate.Taken.Any(taken => taken.Id == decision.Id) || gate.Void.Any(refused => refused.Id == decision.Id), $"an answer to {decision}");
    }

    /// <summary>The gate's status, as soon as it is as it must be.</summary>
    protected async Task<GateStatus> StatusAsync(Func<GateStatus, bool> holds, string what)
    {
        GateStatus? gate = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var json = (await Client.GetInstanceAsync(GateId))?.CustomStatus;
                gate = json is null ? null : JsonSerializer.Deserialize(json, WorkflowJson.Default.GateStatus);
                return gate is not null && holds(gate);
            },
            Patience, what);
        return gate!;
    }

    protected Task<GateStatus> StatusAsync() => StatusAsync(_ => true, "a status");

    /// <summary>Waits until the gate waits for this many-th time with a reminder or a deadline before it.</summary>
    protected Task WaitsAsync(int times) => HistoryHoldsAsync(GateId, "TimerCreated", times);

    protected Task RecordedAsync(string kind, int count) =>
        Eventually.TrueAsync(() => World.Audit.Count(note => note.Kind == kind) >= count, Patience, $"{count} x {kind} on record");

    protected Task NoticesAsync(int count) => Eventually.TrueAsync(() => World.Notices.Count >= count, Patience, $"{count} notices");

    /// <summary>How the gate ended, once the run has gone on and is over.</summary>
    protected async Task<GateOutcome> OutcomeAsync()
    {
        var ended = await EndOfAsync(RunId);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended.RuntimeStatus}: {ended.Failure}");
        Assert.NotEmpty(World.WentOn);
        return JsonSerializer.Deserialize(ended.Output!, WorkflowJson.Default.GateOutcome)!;
    }
}
