using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Http.Budgets;

/// <summary>Reads the small JSON bodies of changes to budgets.</summary>
internal static class BudgetBody
{
    /// <summary>The body, or the answer that refuses it.</summary>
    public static async Task<(T? Value, ApiResponse? Refusal)> ReadAsync<T>(
        ApiRequest request, JsonTypeInfo<T> type, string example, HttpApiOptions options, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        if (request.MediaType != "application/json")
        {
            return (null, ApiResponse.Problem(415, "Unsupported Media Type", $"The content type is '{request.MediaType ?? "(none)"}'. Send {example} as application/json."));
        }

        var body = await BoundedBody.ReadAsync(request, options.MaxPayloadBytes, "The body", options, time, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return (null, refusal);
        }

        if (JsonText.Problem(body.Bytes.Span) is { } problem)
        {
            return (null, Bad(problem, example));
        }

        try
        {
            return JsonSerializer.Deserialize(JsonText.WithoutByteOrderMark(body.Bytes.Span), type) is { } value ? (value, null) : (null, Bad("it is null", example));
        }
        catch (JsonException exception)
        {
            return (null, Bad($"{exception.Path} has a value of another kind, or a member is missing beside it", example));
        }
    }

    private static ApiResponse Bad(string problem, string example) => ApiResponse.Problem(400, "Bad Request", $"The body is not what it should be: {problem}. Send {example}.");
}
