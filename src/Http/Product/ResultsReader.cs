using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Http.Contracts;

namespace Workflows.Http.Product;

/// <summary>Reads the results of executed tests from their artifact.</summary>
internal sealed class ResultsReader(IArtifactStore artifacts)
{
    /// <summary>The artifact that holds them.</summary>
    public const string Artifact = "results/results.json";

    private const int MaxMessage = 500;

    public async Task<IReadOnlyList<RunTestResult>?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        if (await artifacts.ReadAsync(runId, Artifact, cancellationToken) is not { } body)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("tests", out var list)
                && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object).Select(Result)]
                : null;
        }
        catch (JsonException)
        {
            // The file holds what generated code made of it; a broken one is no reason not to tell of the run.
            return null;
        }
    }

    private static RunTestResult Result(JsonElement entry)
    {
        var message = Text(entry, "message");
        return new RunTestResult(
            Text(entry, "name") ?? "",
            JsonNamingPolicy.CamelCase.ConvertName(Text(entry, "outcome") ?? ""),
            entry.TryGetProperty("durationSeconds", out var duration) && duration.ValueKind == JsonValueKind.Number ? duration.GetDouble() : null,
            message?.Length > MaxMessage ? message[..MaxMessage] + "…" : message);
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
