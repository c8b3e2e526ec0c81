using System.Text.Json;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;

namespace Workflows.Http.Inboxes;

/// <summary>Lists what waits for a human, and takes several decisions at once.</summary>
internal sealed class InboxHandler(InboxReader inbox, GatesHandler gates, HttpApiOptions options, TimeProvider time)
{
    private const int MostDecisions = 100;
    private const int AtOnce = 8;

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        query.Only("runId", "top");
        var runId = query.Text("runId");
        var top = query.Number("top", 1, 1000) ?? 100;
        return query.Problem is { } problem
            ? ApiResponse.Problem(400, "Bad query", problem)
            : ApiResponse.Json(200, await inbox.ReadAsync(request, runId, top, look: null, cancellationToken), HttpJson.Default.Inbox).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> DecideAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{\"decisions\": [{{\"gateId\": \"…\", \"decision\": \"Approve\", \"contentHash\": \"…\"}}]}} as application/json.");
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The list of decisions", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, problem) = JsonBody.Read(body.Bytes.Span, HttpJson.Default.BatchRequest);
        if (asked is null)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The body is not a list of decisions: {problem}.");
        }

        return asked.Decisions is { Count: > 0 and <= MostDecisions } decisions && decisions.All(decision => decision is not null)
            ? ApiResponse.Json(200, new BatchAnswer(await DecideAsync(request, decisions, cancellationToken)), HttpJson.Default.BatchAnswer)
            : ApiResponse.Problem(422, "Decisions not acceptable", $"'decisions' holds {asked.Decisions?.Count ?? 0} decisions; send 1 to {MostDecisions}. Nothing was decided.");
    }

    private async Task<IReadOnlyList<BatchResult>> DecideAsync(ApiRequest request, IReadOnlyList<BatchDecision> decisions, CancellationToken cancellationToken)
    {
        var results = new BatchResult[decisions.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var first = new List<int>(decisions.Count);
        for (var i = 0; i < decisions.Count; i++)
        {
            // Which of two would count is not for chance to say.
            if (string.IsNullOrEmpty(decisions[i].GateId) || !seen.Add(decisions[i].GateId!))
            {
                results[i] = Refused(decisions[i].GateId, 422, string.IsNullOrEmpty(decisions[i].GateId) ? "'gateId' is missing." : "This gate is in the list before; its first decision is the one that counts.");
            }
            else
            {
                first.Add(i);
            }
        }

        await Parallel.ForEachAsync(
            first,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, stop) => results[i] = await DecideAloneAsync(request, decisions[i], stop));
        return results;
    }

    // What goes wrong with one must not keep the caller from hearing of the others, which are taken.
    private async Task<BatchResult> DecideAloneAsync(ApiRequest request, BatchDecision decision, CancellationToken cancellationToken)
    {
        try
        {
            return await DecideAsync(request, decision, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Refused(decision.GateId, options.StatusOfFailure(exception) ?? (exception is ArgumentException ? 400 : 500), exception.Message);
        }
    }

    // By the very handler that takes a decision alone, so that the same rules hold for it.
    private async Task<BatchResult> DecideAsync(ApiRequest request, BatchDecision decision, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new GateDecisionRequest(decision.Decision, decision.ContentHash, decision.Text, decision.By), HttpJson.Default.GateDecisionRequest);
        using var content = new MemoryStream(body);
        var answer = await gates.DecideAsync(
            request with { Route = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["gateId"] = decision.GateId! }, Body = content, ContentLength = body.Length },
            cancellationToken);
        if (answer.Status >= 400)
        {
            return Refused(decision.GateId, answer.Status, JsonSerializer.Deserialize(answer.Body.Span, HttpJson.Default.ProblemBody)!.Detail);
        }

        var taken = JsonSerializer.Deserialize(answer.Body.Span, HttpJson.Default.GateDecisionAnswer)!;
        return new BatchResult(taken.GateId, answer.Status, taken.Result, taken.Detail, taken.State);
    }

    private static BatchResult Refused(string? gateId, int status, string detail) => new(gateId, status, "refused", detail, null);
}
