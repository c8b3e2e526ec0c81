using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;

namespace Workflows.SampleApi;

/// <summary>
/// The three operations of the example documents, by the letter: a wrong method is 405 with Allow, a wrong input 400, a wrong media
/// type 415, each as problem details. Lengths count characters (code points), as JSON Schema does.
/// </summary>
public static class SampleEndpoints
{
    private const int MaxMessage = 200;
    private const int MaxName = 100;

    /// <summary>Adds the routes.</summary>
    public static void MapSampleApi(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var lastId = new ItemSequence();
        routes.MapMethods("/ping", [HttpMethods.Get, HttpMethods.Head], Ping);
        routes.MapMethods("/echo", [HttpMethods.Get, HttpMethods.Head], Echo);
        routes.MapMethods("/items", [HttpMethods.Post], context => CreateItem(context, lastId));
    }

    private static Task Ping(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status200OK, new Pong("ok"));

    private static Task Echo(HttpContext context)
    {
        var values = context.Request.Query["msg"];
        if (values.Count != 1)
        {
            return ProblemAsync(context, StatusCodes.Status400BadRequest,
                values.Count == 0 ? "The query parameter 'msg' is required." : "The query parameter 'msg' may be given once.");
        }

        var message = values[0] ?? "";
        return LengthProblem("The query parameter 'msg'", message, MaxMessage) is { } problem
            ? ProblemAsync(context, StatusCodes.Status400BadRequest, problem)
            : WriteAsync(context, StatusCodes.Status200OK, new Echo(message));
    }

    private static async Task CreateItem(HttpContext context, ItemSequence sequence)
    {
        if (!context.Request.HasJsonContentType())
        {
            await ProblemAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send the item as application/json.");
            return;
        }

        var (name, problem) = await ReadNameAsync(context);
        if (name is null)
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, problem!);
            return;
        }

        var item = new Item(sequence.Next(), name);
        var request = context.Request;
        context.Response.Headers.Location = UriHelper.BuildAbsolute(
            request.Scheme, request.Host, request.PathBase, "/items/" + item.Id.ToString(CultureInfo.InvariantCulture));
        await WriteAsync(context, StatusCodes.Status201Created, item);
    }

    private static async Task<(string? Name, string? Problem)> ReadNameAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return NameOf(body.RootElement);
        }
        catch (JsonException exception)
        {
            return (null, $"The body is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped: JSON by grammar, but no text.
            return (null, "The body holds a string that is not valid Unicode.");
        }
    }

    private static (string? Name, string? Problem) NameOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return (null, "The body must be a JSON object.");
        }

        foreach (var property in item.EnumerateObject())
        {
            if (property.Name != "name")
            {
                return (null, $"The property '{property.Name}' is not known.");
            }
        }

        if (!item.TryGetProperty("name", out var value))
        {
            return (null, "The property 'name' is required.");
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return (null, "The property 'name' must be a string.");
        }

        var name = value.GetString()!;
        return LengthProblem("The property 'name'", name, MaxName) is { } problem ? (null, problem) : (name, null);
    }

    private static string? LengthProblem(string what, string text, int most) => text.EnumerateRunes().Count() switch
    {
        0 => $"{what} must not be empty.",
        var length when length > most => $"{what} has {length} characters; at most {most} are allowed.",
        _ => null,
    };

    private static Task ProblemAsync(HttpContext context, int status, string detail) =>
        WriteAsync(context, status, new Problem("about:blank", status == StatusCodes.Status415UnsupportedMediaType ? "Unsupported Media Type" : "Bad Request", status, detail),
            "application/problem+json");

    private static async Task WriteAsync<T>(HttpContext context, int status, T body, string contentType = "application/json")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, typeof(T), SampleJson.Default);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
