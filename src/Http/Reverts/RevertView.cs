using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Http.Contracts;

namespace Workflows.Http.Reverts;

/// <summary>Reverts in the words of the API.</summary>
internal static class RevertView
{
    /// <summary>The delivery of a run, with what became of its commit.</summary>
    public static RunDelivery Told(ApiRequest request, string runId, RunDelivery delivery, CommitResult commit, RevertInstance? revert, RunTask? task = null) =>
        revert?.HasTakenBack(commit) == true
            ? delivery with { Revert = new RunRevert(revert.Result!.Sha!, revert.Result.By, revert.Result.At.UtcDateTime) { Left = LeftInFolder.Of(task) } }
            : delivery with { RevertUrl = Url(request, runId), RevertNote = revert?.Input?.Commit.Sha == commit.Sha ? Note(revert) : null };

    /// <summary>Where a POST takes the commit of a run back.</summary>
    public static string Url(ApiRequest request, string runId) => request.Link("v1", "runs", runId, "revert");

    /// <summary>A revert in a list of runs: it says whose commit it takes back, and how that came out.</summary>
    public static Run Listed(Run run, RevertInstance revert) => run with
    {
        Label = revert.Input?.Label,
        Message = revert switch
        {
            { Result: { Sha: { } sha } done } => $"Commit {done.RevertedSha} is taken back by {sha} on {done.Branch}, asked for by {done.By}",
            { Result.Refusal: { } refusal } => refusal,
            { Input: { } input } => $"Taking back commit {input.Commit.Sha} on {input.Commit.Branch}, asked for by {input.By}",
            _ => null,
        },
        Outcome = revert.Result is { } result ? result.Sha is null ? RunSummary.RevertRefused : "reverted" : null,
    };

    /// <summary>The answer to a channel that speaks JSON.</summary>
    public static ApiResponse Answer(ApiRequest request, RevertInput asked, RevertAnswer answer, RunTask? task = null)
    {
        if (answer.Verdict is RevertVerdict.Refused or RevertVerdict.Failed)
        {
            return answer.Verdict == RevertVerdict.Refused
                ? ApiResponse.Problem(409, "Not reverted", answer.Detail)
                : ApiResponse.Problem(503, "Not reverted", answer.Detail).With("Retry-After", "10");
        }

        var (input, result) = (answer.Revert?.Input ?? asked, answer.Revert?.Result);
        var left = answer.Verdict == RevertVerdict.Done && LeftInFolder.Of(task) is { } text ? " " + text : "";
        var body = new RevertRunAnswer(
            asked.RunId, RevertInput.IdOf(asked.RunId), answer.Verdict == RevertVerdict.Done ? "reverted" : "running", answer.Detail + left,
            input.Commit.Branch, input.Commit.Sha, result?.Sha, result?.By ?? input.By, (result?.At ?? answer.Revert?.Instance.CreatedAt ?? default).UtcDateTime);
        return answer.Verdict == RevertVerdict.Done
            ? ApiResponse.Json(200, body, HttpJson.Default.RevertRunAnswer)
            : ApiResponse.Json(202, body, HttpJson.Default.RevertRunAnswer).With("Location", request.Link("v1", "runs", asked.RunId)).With("Retry-After", "2");
    }

    /// <summary>Why a revert failed.</summary>
    public static string Failure(RevertInstance revert)
    {
        var failure = revert.Instance.Failure;
        while (failure is { InnerFailure: { } inner } && failure.ErrorType == typeof(TaskFailedException).FullName)
        {
            failure = inner;
        }

        return $"{failure?.ErrorMessage ?? "The revert failed."} Nothing that stands was lost; ask again when the cause is gone.";
    }

    private static string? Note(RevertInstance revert) => revert switch
    {
        { Result.Refusal: { } refusal } => refusal,
        { Instance.IsEnded: false } => $"Being taken back, asked for by {revert.Input?.By}.",
        { Instance.RuntimeStatus: OrchestrationRuntimeStatus.Failed } => Failure(revert),
        { Instance.RuntimeStatus: OrchestrationRuntimeStatus.Terminated } => "The last try was ended by an operator.",
        _ => null,
    };
}
