using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>
/// What is stored the moment a model has answered (<c>responses/round-N.json</c>), in one atomic write: the answer is paid for, and a crash
/// after this write asks no model again. The readable copy beside it (<c>responses/round-N.md</c>) is made from it.
/// </summary>
/// <param name="TaskKey">The activity call that asked.</param>
/// <param name="PromptSha256">Hash of the prompt that was answered.</param>
/// <param name="Requested">The model that the settings named; <c>offline</c> when none.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Offline">Whether the offline model answered.</param>
/// <param name="Failover">Why it did; null when a real model answered.</param>
/// <param name="FinishReason">Why the answer ended.</param>
/// <param name="Attempts">Calls to the real model, at least 1; 0 where a person gave the answer.</param>
/// <param name="Usage">What was paid for.</param>
/// <param name="Answer">The whole answer.</param>
/// <param name="AnsweredAt">When it came (UTC): it tells this call from one of another run that had the same id; null in records of older versions.</param>
internal sealed record AnswerRecord(
    string TaskKey, string PromptSha256, string Requested, string Model, bool Offline, string? Failover, string FinishReason, int Attempts,
    ModelUsage Usage, string Answer, DateTime? AnsweredAt = null)
{
    private const string GivenWord = "given";

    /// <summary>The person who gave the answer in a model's place; null where a model answered.</summary>
    public string? GivenBy { get; init; }

    /// <summary>The answer that somebody gave when the run was forked: no model was asked, and nothing was paid.</summary>
    public static AnswerRecord Given(string taskKey, string promptSha256, ForkOverlay fork, string answer) => new(
        taskKey, promptSha256, GivenWord, GivenAnswer.By(fork.By), false, null, "stop", 0, ModelUsage.None, answer, fork.At)
    {
        GivenBy = fork.By,
    };

    /// <summary>
    /// Whether this answers the prompt for another call, too. A re-delivery of the same call always gets the same answer; a new call gets
    /// what a real model of the same name was paid for, but not what stood in for a model that may answer by now.
    /// </summary>
    public bool Answers(string promptSha256, string taskKey, string requested) =>
        PromptSha256 == promptSha256 && (TaskKey == taskKey || (!Offline && Requested == requested));
}
