using System.Text.Json;
using Workflows.Http.Contracts;
using Workflows.Http.Forks;

namespace Workflows.Http.Gates;

/// <summary>Lists gates, tells of one, and takes decisions over HTTP.</summary>
internal sealed class GatesHandler(GateReader gates, GateDesk desk, ForkOrigins origins, HttpApiOptions options, TimeProvider time)
{
    private const string Http = "http";
    private const string Cli = "cli";
    private const string Nobody = "local";

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        query.Only("state", "runId", "top");
        var state = query.Text("state") ?? "open";
        var runId = query.Text("runId");
        var top = query.Number("top", 1, 1000) ?? 100;
        if (state is not ("open" or "all"))
        {
            query.Fail($"The query parameter 'state' is '{state}'; use open or all.");
        }

        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        // The store lists newest first, and only the summaries are kept: gates can be many.
        var found = new List<GateSummary>();
        await foreach (var gate in gates.ListAsync(state == "open", runId, cancellationToken))
        {
            found.Add(GateView.Summary(request, gate));
        }

        var oldest = found.OrderBy(gate => gate.OpenedAt).ThenBy(gate => gate.GateId, StringComparer.Ordinal).Take(top);
        return ApiResponse.Json(200, new GateList(await origins.TellAsync([.. oldest], cancellationToken), found.Count), HttpJson.Default.GateList).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> GetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var id = request.Route["gateId"];
        if (await gates.FindAsync(id, cancellationToken) is not { Status: not null } gate)
        {
            return ApiResponse.Problem(404, "Unknown gate", $"There is no gate '{id}'. It was never opened, or its run was purged; GET /v1/gates lists the open ones.");
        }

        var details = GateView.Details(request, gate);
        details = details with { Gate = (await origins.TellAsync([details.Gate], cancellationToken))[0] };
        return ApiResponse.Json(200, details, HttpJson.Default.GateDetails).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> DecideAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{\"decision\": \"Approve\", \"contentHash\": \"…\"}} as application/json.");
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The decision", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, problem) = Read(body.Bytes.Span);
        if (asked is null)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The body is not a decision: {problem}.");
        }

        if (DecisionWords.Parse(asked.Decision) is not { } kind)
        {
            return NotAcceptable(DecisionWords.Problem(asked.Decision));
        }

        if (string.IsNullOrWhiteSpace(asked.ContentHash))
        {
            return NotAcceptable("'contentHash' is missing. Whoever has not seen what is to be decided on cannot decide: look at the gate, and send the hash that it tells.");
        }

        var channel = string.IsNullOrEmpty(asked.Channel) ? Http : asked.Channel;
        if (channel is not (Http or Cli))
        {
            return NotAcceptable($"'channel' is {Http} or {Cli}.");
        }

        if (request.Caller.NameProblem(asked.By) is { } notThisPerson)
        {
            return ApiResponse.Problem(403, "Not allowed", notThisPerson);
        }

        var gateId = request.Route["gateId"];
        var by = request.Caller.NameOf(asked.By);
        var draft = new DecisionDraft(kind, string.IsNullOrWhiteSpace(by) ? Nobody : by, channel, asked.ContentHash) { Text = asked.Text };
        return GateView.Answer(request, gateId, await desk.DecideAsync(gateId, draft, cancellationToken));
    }

    private static (GateDecisionRequest? Asked, string? Problem) Read(ReadOnlySpan<byte> json)
    {
        if (JsonText.Problem(json) is { } problem)
        {
            return (null, problem);
        }

        try
        {
            return (JsonSerializer.Deserialize(JsonText.WithoutByteOrderMark(json), HttpJson.Default.GateDecisionRequest), "it is null");
        }
        catch (JsonException exception)
        {
            return (null, $"{exception.Path}: all members are texts");
        }
    }

    private static ApiResponse NotAcceptable(string detail) => ApiResponse.Problem(422, "Decision not acceptable", detail);
}
