using System.Text.Json.Serialization;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.ImplementTask;

namespace Workflows.Http.Contracts;

/// <summary>A run in a list. Its members stand first in JSON: what derives from it says more.</summary>
public record RunSummary
{
    internal const string RevertRefused = "refused";

    private static readonly HashSet<string> Bad =
    [
        RevertRefused, OutcomeWord(GenerateTestsOutcome.Rejected), OutcomeWord(GenerateTestsOutcome.TestsFailed),
        .. Enum.GetValues<ImplementTaskOutcome>().Where(outcome => outcome != ImplementTaskOutcome.Passed).Select(OutcomeWord),
    ];

    /// <summary>The run.</summary>
    [JsonPropertyOrder(-1)]
    public required string RunId { get; init; }

    /// <summary>The workflow that it runs.</summary>
    [JsonPropertyOrder(-1)]
    public required string Workflow { get; init; }

    /// <summary>What it is called.</summary>
    [JsonPropertyOrder(-1)]
    public string? Label { get; init; }

    /// <summary>Where it stands.</summary>
    [JsonPropertyOrder(-1)]
    public required RunStatus Status { get; init; }

    /// <summary>How a finished run came out: testsPassed, testsFailed, checked; of a task: passed, roundsUsedUp, skipped, stuck, agentFailed; rejected by a human; of a revert: reverted or refused.</summary>
    [JsonPropertyOrder(-1)]
    public string? Outcome { get; init; }

    /// <summary>The step that it is at.</summary>
    [JsonPropertyOrder(-1)]
    public string? Stage { get; init; }

    /// <summary>Number of the step, from 1.</summary>
    [JsonPropertyOrder(-1)]
    public int? Step { get; init; }

    /// <summary>How many steps there are.</summary>
    [JsonPropertyOrder(-1)]
    public int? Steps { get; init; }

    /// <summary>The round of model and check, or of implementer and reviewer, from 1.</summary>
    [JsonPropertyOrder(-1)]
    public int? Round { get; init; }

    /// <summary>Most rounds of a task; null for another workflow.</summary>
    [JsonPropertyOrder(-1)]
    public int? MaxRounds { get; init; }

    /// <summary>The last verdict on a task: PASS, FAIL CONTINUE or FAIL SKIP; null before the first.</summary>
    [JsonPropertyOrder(-1)]
    public string? Verdict { get; init; }

    /// <summary>How far it is, 0 to 1.</summary>
    [JsonPropertyOrder(-1)]
    public double Progress { get; init; }

    /// <summary>A sentence for people.</summary>
    [JsonPropertyOrder(-1)]
    public string? Message { get; init; }

    /// <summary>The model that answered last.</summary>
    [JsonPropertyOrder(-1)]
    public string? Model { get; init; }

    /// <summary>Why the offline model was used in the real one's place.</summary>
    [JsonPropertyOrder(-1)]
    public string? Failover { get; init; }

    /// <summary>What its model calls have used so far; null before the first answer.</summary>
    [JsonPropertyOrder(-1)]
    public ModelUsage? Usage { get; init; }

    /// <summary>Where it was forked from; null for a run that was not.</summary>
    [JsonPropertyOrder(-1)]
    public RunFork? ForkedFrom { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    [JsonPropertyOrder(-1)]
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    [JsonPropertyOrder(-1)]
    public required DateTime LastUpdatedAt { get; init; }

    /// <summary>Where its whole state is told.</summary>
    [JsonPropertyOrder(-1)]
    public string? Url { get; init; }

    /// <summary>Finished, failed or terminated.</summary>
    [JsonIgnore]
    public bool IsEnded => Status is RunStatus.Finished or RunStatus.Failed or RunStatus.Terminated;

    /// <summary>Whether a human, or the deadline of the gate, has said no.</summary>
    [JsonIgnore]
    public bool IsRejected => Status == RunStatus.Finished && Outcome == OutcomeWord(GenerateTestsOutcome.Rejected);

    /// <summary>Whether every test passed, or, where nothing was executed, the code passed the check; whether a task passed its review.</summary>
    [JsonIgnore]
    public bool IsGood => Status == RunStatus.Finished && (Outcome is null || !Bad.Contains(Outcome));

    /// <summary>An outcome in the words of the API.</summary>
    public static string OutcomeWord<TOutcome>(TOutcome outcome) where TOutcome : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
