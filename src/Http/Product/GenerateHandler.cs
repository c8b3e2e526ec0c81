using System.Security.Cryptography;
using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Serialization;
using Workflows.Http.Access;
using Workflows.Http.Contracts;
using Workflows.Http.Examples;

namespace Workflows.Http.Product;

/// <summary>
/// Takes a document, stores it, starts the run. In that order: a run never begins without its document, and what a crash leaves
/// between the two is a stored file that nobody refers to.
/// </summary>
internal sealed class GenerateHandler(
    OrchestrationClient client, IArtifactStore artifacts, ChosenIds chosenIds, HttpApiOptions options, TimeProvider time)
{
    private const int ExampleRounds = 3;

    public async Task<ApiResponse> GenerateAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.MediaType is not { } type || !(DocumentBody.IsJson(type) || DocumentBody.IsText(type)))
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send the document as {DocumentBody.AcceptedTypes}; with curl: -H 'Content-Type: application/json' --data-binary @openapi.json");
        }

        var query = new QueryReader(request);
        var fromQuery = RunOptions.From(query);
        var (chosenId, idProblem) = ChosenIds.Of(request, query);
        query.Only("baseUrl", "checkOnly", "maxRounds", "label", "commit", "requestedBy", "runId");
        if ((query.Problem ?? fromQuery.Problem() ?? idProblem) is { } problem)
        {
            return BadRequest(problem);
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxDocumentBytes, "The document", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var asked = Deliver(InNameOf(request.Caller, Understand(type, body.Bytes, fromQuery)));
        return asked.Refusal ?? (chosenId is null
            ? await StartAsync(request, request.Caller.IdOf(RunIds.New(time)), asked, cancellationToken)
            : await chosenIds.InTurnAsync(() => StartOnceAsync(request, chosenId, asked, cancellationToken), cancellationToken));
    }

    /// <summary>Starts a run on a document that the host itself brings.</summary>
    public Task<ApiResponse> GenerateExampleAsync(ApiRequest request, ExampleStart example, CancellationToken cancellationToken)
    {
        // Where people are known, the one who asks is on record; otherwise it is nobody in particular, and everybody may decide.
        var requester = request.Caller.Owner is null ? null : request.Caller.Person;
        var delivery = example.Delivery is { } given ? given with { Rules = given.Rules with { Requester = requester } } : null;
        var asked = new Asked(new RunOptions(example.BaseUrl, false, ExampleRounds, example.Label, null, requester), example.Document, "document/source.json", "application/json") { Delivery = delivery };
        return StartAsync(request, request.Caller.IdOf(RunIds.New(time)), asked, cancellationToken);
    }

    private static Asked Understand(string type, ReadOnlyMemory<byte> body, RunOptions fromQuery)
    {
        if (JsonText.WithoutByteOrderMark(body.Span).Trim(" \t\r\n"u8).IsEmpty)
        {
            return Asked.Not("The body is empty. Send an OpenAPI document, or {\"url\": \"https://…\"} to have one fetched.");
        }

        if (!DocumentBody.IsJson(type) && !DocumentBody.LooksLikeJson(body.Span))
        {
            return DocumentBody.YamlProblem(body.Span) is { } yamlProblem
                ? Asked.Not($"The body is no OpenAPI document: {yamlProblem}.")
                : new Asked(fromQuery, body, "document/source.yaml", "application/yaml");
        }

        if (JsonText.Problem(body.Span) is { } jsonProblem)
        {
            return Asked.Not($"The body is not valid JSON: {jsonProblem}. Send YAML as application/yaml.");
        }

        var members = JsonText.Members(body.Span);
        if (members is null)
        {
            return Asked.Not("The body is JSON, but not an object. Send an OpenAPI document, or {\"url\": \"https://…\"} to have one fetched.");
        }

        return members.Contains("openapi") || members.Contains("swagger")
            ? new Asked(fromQuery, body, "document/source.json", "application/json")
            : UnderstandAddress(body.Span, members);
    }

    private static Asked UnderstandAddress(ReadOnlySpan<byte> body, HashSet<string> members)
    {
        if (!members.Contains("url"))
        {
            return Asked.Not("The body is a JSON object with neither 'openapi' nor 'swagger' (a document) nor 'url' (where to fetch one).");
        }

        try
        {
            var wanted = JsonSerializer.Deserialize(JsonText.WithoutByteOrderMark(body), HttpJson.Default.GenerateRequest)!;
            var runOptions = RunOptions.From(wanted);
            var problem = string.IsNullOrEmpty(wanted.Url) ? "'url' is empty." : RunOptions.AddressProblem(wanted.Url) is { } address ? $"'url' {address}" : runOptions.Problem();
            return problem is null ? new Asked(runOptions, default, null, null) { Url = wanted.Url } : Asked.Not(problem);
        }
        catch (JsonException exception)
        {
            return Asked.Not($"The body does not fit at {exception.Path}: it may hold url, baseUrl, label, requestedBy (texts), checkOnly (true or false), commit (true, false or auto) and maxRounds (a number).");
        }
    }

    // With keys it is known who asks; without them the request says so.
    private static Asked InNameOf(Caller caller, Asked asked) =>
        asked.Refusal is not null ? asked
        : caller.NameProblem(asked.Options.RequestedBy) is { } problem ? asked with { Refusal = ApiResponse.Problem(403, "Not allowed", problem) }
        : asked with { Options = asked.Options with { RequestedBy = caller.NameOf(asked.Options.RequestedBy) } };

    private Asked Deliver(Asked asked)
    {
        if (asked.Refusal is not null)
        {
            return asked;
        }

        var (delivery, refusal) = DeliveryChoice.Make(asked.Options, options.Delivery);
        return asked with { Delivery = delivery, Refusal = refusal };
    }

    private async Task<ApiResponse> StartOnceAsync(ApiRequest request, string runId, Asked asked, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(runId, cancellationToken: cancellationToken) is not { } existing)
        {
            return await StartAsync(request, runId, asked, cancellationToken);
        }

        return IsSame(existing, runId, asked)
            ? Accepted(request, runId, existing: true)
            : ApiResponse.Problem(409, "Conflict",
                $"The run '{runId}' was started with another document or other options. Use a new key for a new request, or none.");
    }

    private async Task<ApiResponse> StartAsync(ApiRequest request, string runId, Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Name is not null)
        {
            await artifacts.WriteAsync(runId, asked.Name, asked.Document, asked.ContentType!, cancellationToken);
        }

        var input = InputOf(runId, asked);
        var started = await client.ScheduleNewInstanceAsync(
            GenerateTestsOrchestrator.Definition, input,
            new StartOptions { InstanceId = runId, Reuse = InstanceIdReuse.KeepExisting }, cancellationToken);
        return started.Status == StartStatus.UnknownOrchestrator
            ? ApiResponse.Problem(503, "Not available", $"This host does not run '{GenerateTestsOrchestrator.Definition.Name}'.")
            : Accepted(request, runId, existing: started.Status == StartStatus.AlreadyExists);
    }

    private static GenerateTestsInput InputOf(string runId, Asked asked) => new(asked.Source(runId))
    {
        BaseUrl = asked.Options.BaseUrl,
        CheckOnly = asked.Options.CheckOnly,
        MaxRounds = asked.Options.MaxRounds,
        Label = asked.Options.Label,
        Delivery = asked.Delivery,
    };

    private static bool IsSame(OrchestrationMetadata existing, string runId, Asked asked) =>
        existing.Name == GenerateTestsOrchestrator.Definition.Name
        && existing.Input is not null
        && JsonSerializer.Deserialize(existing.Input, WorkflowJson.Default.GenerateTestsInput) is { } known
        && known with { Delivery = null } == InputOf(runId, asked) with { Delivery = null }
        && WayOf(known.Delivery) == WayOf(asked.Delivery);

    // What was asked for, and not the host's settings: these may have changed since.
    private static (bool Delivers, bool Auto, string? RequestedBy) WayOf(Delivery? delivery) =>
        (delivery is not null, delivery?.AutoApprove ?? false, delivery?.Rules.Requester);

    /// <summary>The answer for a run that was started, or was there already.</summary>
    public static ApiResponse Accepted(ApiRequest request, string runId, bool existing)
    {
        var status = request.Link("v1", "runs", runId);
        return ApiResponse.Json(202, new AcceptedRun(runId, status, status + "/artifacts", existing), HttpJson.Default.AcceptedRun)
            .With("Location", status)
            .With("Retry-After", "1");
    }

    private static ApiResponse BadRequest(string detail) => ApiResponse.Problem(400, "Bad Request", detail);

    private sealed record Asked(RunOptions Options, ReadOnlyMemory<byte> Document, string? Name, string? ContentType)
    {
        public string? Url { get; init; }

        public Delivery? Delivery { get; init; }

        public ApiResponse? Refusal { get; init; }

        public static Asked Not(string reason) => new(null!, default, null, null) { Refusal = BadRequest(reason) };

        public DocumentSource Source(string runId) => Name is null
            ? new DocumentSource(null, Url)
            : new DocumentSource(new ArtifactRef(runId, Name, Document.Length, Convert.ToHexStringLower(SHA256.HashData(Document.Span)), ContentType!));
    }
}
