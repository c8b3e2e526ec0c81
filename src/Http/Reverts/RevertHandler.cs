using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.SourceControl;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Reverts;

/// <summary>Takes requests to take back what a run committed.</summary>
internal sealed class RevertHandler(OrchestrationClient client, RevertDesk desk, HttpApiOptions options, TimeProvider time)
{
    private const string Http = "http";
    private const string Cli = "cli";
    private const string Nobody = "local";

    public async Task<ApiResponse> RevertAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{}} or {{\"reason\": \"…\"}} as application/json.");
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The request", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, problem) = JsonBody.Read(body.Bytes.Span, HttpJson.Default.RevertRunRequest);
        if (asked is null)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The body does not ask for a revert: {problem}.");
        }

        if (request.Caller.NameProblem(asked.By) is { } notThisPerson)
        {
            return ApiResponse.Problem(403, "Not allowed", notThisPerson);
        }

        var by = (request.Caller.NameOf(asked.By) is { } name && !string.IsNullOrWhiteSpace(name) ? name : Nobody).Trim();
        var reason = DecisionText.Clean(asked.Reason);
        var channel = string.IsNullOrEmpty(asked.Channel) ? Http : asked.Channel;
        if (Unacceptable(by, reason, channel) is { } wrong)
        {
            return ApiResponse.Problem(422, "Revert not acceptable", wrong);
        }

        var id = request.Route["runId"];
        if (await client.GetInstanceAsync(id, cancellationToken: cancellationToken) is not { } instance)
        {
            return RunsHandler.UnknownRun(id);
        }

        var run = RunView.Whole(request, instance);
        if (run.Delivery?.Commit is not { } commit)
        {
            return ApiResponse.Problem(409, "Nothing to revert", run.IsEnded
                ? $"The run {run.RunId} committed nothing, so there is nothing to take back."
                : $"The run {run.RunId} has not ended, and has committed nothing that could be taken back. Reject what it waits with, or end it.");
        }

        var input = new RevertInput(run.RunId, $"Revert of {run.Label ?? run.RunId}", commit, by, channel, reason);
        return RevertView.Answer(request, input, await desk.AskAsync(input, cancellationToken), run.Task);
    }

    private static string? Unacceptable(string by, string? reason, string channel) =>
        DecisionText.NameProblem(by) is { } name ? name
        : by.Length > GateDecision.MostName ? $"'by' has {by.Length} characters; the limit is {GateDecision.MostName}."
        : reason?.Length > GateDecision.MostText ? $"'reason' has {reason.Length} characters; the limit is {GateDecision.MostText}."
        : channel is not (Http or Cli) ? $"'channel' is {Http} or {Cli}."
        : null;
}
