using System.Text.Json;
using Workflows.Http.Contracts;
using Workflows.Http.Product;

namespace Workflows.Http.Examples;

/// <summary>Lists the examples and starts them.</summary>
internal sealed class ExamplesHandler(IExamples examples, GenerateHandler generate, HttpApiOptions options, TimeProvider time)
{
    private const string Every = "all";

    public Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken) => Task.FromResult(
        ApiResponse.Json(200, new ExampleList(examples.All, examples.All.Count > 0, examples.Note), HttpJson.Default.ExampleList).With("Cache-Control", "no-store"));

    public async Task<ApiResponse> StartAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (examples.All.Count == 0)
        {
            return ApiResponse.Problem(404, "No examples", examples.Note ?? "This host has no examples.");
        }

        if (request.MediaType != "application/json")
        {
            return ApiResponse.Problem(415, "Unsupported Media Type",
                $"The content type is '{request.MediaType ?? "(none)"}'. Send {{\"example\": \"all\", \"gate\": true}} as application/json.");
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The request", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var (asked, problem) = JsonBody.Read(body.Bytes.Span, HttpJson.Default.ExampleRequest);
        if (asked is null)
        {
            return ApiResponse.Problem(400, "Bad Request", $"The body is not a request for an example: {problem}.");
        }

        var word = asked.Example ?? Every;
        var chosen = examples.All.Where(example => word == Every || example.Id == word).ToList();
        return chosen.Count == 0
            ? ApiResponse.Problem(422, "Unknown example", $"'example' is '{(word.Length > 50 ? word[..50] + "…" : word)}'; use {string.Join(", ", examples.All.Select(example => example.Id))} or {Every}.")
            : await StartAsync(request, chosen, asked.Gate, cancellationToken);
    }

    private async Task<ApiResponse> StartAsync(ApiRequest request, List<Example> chosen, bool gate, CancellationToken cancellationToken)
    {
        // All are made ready before the first is started: either each of them runs, or none does.
        var ready = new List<ExampleStart>(chosen.Count);
        foreach (var example in chosen)
        {
            var start = await examples.PrepareAsync(example, gate, cancellationToken);
            if (start.Problem is { } problem)
            {
                return ApiResponse.Problem(409, "Conflict", problem);
            }

            ready.Add(start);
        }

        var runs = new List<StartedRun>(ready.Count);
        foreach (var start in ready)
        {
            var answer = await generate.GenerateExampleAsync(request, start, cancellationToken);
            if (answer.Status >= 400 || JsonSerializer.Deserialize(answer.Body.Span, HttpJson.Default.AcceptedRun) is not { } accepted)
            {
                return answer;
            }

            runs.Add(new StartedRun(accepted.RunId, accepted.StatusUrl));
        }

        return ApiResponse.Json(202, new StartedRuns(runs), HttpJson.Default.StartedRuns);
    }
}
