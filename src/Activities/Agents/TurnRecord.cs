using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Agents;

/// <summary>
/// What is stored the moment a model has answered (<c>agents/implementer-1/turn-0001.json</c>), in one atomic write: it is paid for, and a crash
/// after this write asks no model again. All else of a turn is made from it, and the records of an agent are its conversation.
/// </summary>
/// <param name="Call">The question that was answered: the same however often it is delivered, and in every part of the agent's work.</param>
/// <param name="PromptSha256">Hash of the whole conversation that was answered.</param>
/// <param name="Turn">The turn, from 1.</param>
/// <param name="Before">The record of the turn before; null for the first.</param>
/// <param name="Results">The results of that turn's calls, which this one was given.</param>
/// <param name="CompactedTo">The last turn that stood in the conversation in short only.</param>
/// <param name="Role">The role.</param>
/// <param name="Requested">The model that the settings named; <c>offline</c> when none.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Offline">Whether the script answered.</param>
/// <param name="Failover">Why it did; null when a real model answered.</param>
/// <param name="FinishReason">Why the answer ended.</param>
/// <param name="Attempts">Calls to the real model, at least 1; 0 where a person gave the answer.</param>
/// <param name="Usage">What was paid for.</param>
/// <param name="Text">What the model said; may be empty where it calls tools.</param>
/// <param name="Calls">The calls that are made, at most 16.</param>
/// <param name="CallsLeftOut">How many more the model wanted.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="AnsweredAt">When it came (UTC).</param>
internal sealed record TurnRecord(
    string Call, string PromptSha256, int Turn, ArtifactRef? Before, IReadOnlyList<ToolResult> Results, int CompactedTo, string Role, string Requested,
    string Model, bool Offline, string? Failover, string FinishReason, int Attempts, ModelUsage Usage, string Text, IReadOnlyList<RecordedCall> Calls,
    int CallsLeftOut, double Seconds, DateTime AnsweredAt)
{
    /// <summary>The person who gave the answer in a model's place, when the run was forked; null where a model answered.</summary>
    public string? GivenBy { get; init; }

    /// <summary>What a command-line agent has left; null for a chat model.</summary>
    public CommandEnd? Command { get; init; }

    /// <summary>
    /// Whether this answers a question. The same question always gets the same answer; a new one with the same conversation gets what a real model of the
    /// same name was paid for, but not what stood in for a model that may answer by now.
    /// </summary>
    public bool Answers(string promptSha256, string call, string requested) =>
        PromptSha256 == promptSha256 && (Call == call || (!Offline && Requested == requested));
}
