using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tests.OfflineTests;

/// <summary>A server that keeps to <see cref="Document"/>, or breaks it in one way.</summary>
internal sealed class ShopServer : IAsyncDisposable
{
    public const string Key = "a-key-for-tests";

    public const string Document = """
        openapi: 3.0.3
        info: { title: Shop, version: '1' }
        paths:
          /ping:
            get:
              responses:
                '200':
                  description: alive
                  content: { application/json: { schema: { type: object, required: [status], properties: { status: { type: string, enum: [ok] } } } } }
          /echo:
            get:
              operationId: getEcho
              parameters:
                - { name: msg, in: query, required: true, schema: { type: string } }
                - { name: times, in: query, schema: { type: integer, minimum: 1, maximum: 5 } }
              responses:
                '200':
                  description: the same
                  content: { application/json: { schema: { type: object, required: [msg], properties: { msg: { type: string } } } } }
                '400': { description: no }
          /items:
            post:
              operationId: createItem
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [name]
                      properties:
                        name: { type: string, minLength: 1, maxLength: 20 }
                        amount: { type: integer, minimum: 0, maximum: 100 }
              responses:
                '201': { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
                '400': { description: no }
          /items/{id}:
            parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
            get:
              operationId: getItem
              responses:
                '200': { description: it, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
                '404': { description: none }
            delete:
              operationId: deleteItem
              responses:
                '204': { description: gone }
                '404': { description: none }
          /quiet:
            get:
              operationId: getQuiet
              responses:
                '404': { description: only the error is described }
          /secret:
            get:
              operationId: getSecret
              security: [{ key: [] }]
              responses:
                '200': { description: it, content: { text/plain: {} } }
                '401': { description: who are you }
        components:
          securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
          schemas:
            Item:
              type: object
              required: [id, name]
              properties:
                id: { type: integer }
                name: { type: string }
                amount: { type: integer, nullable: true }
        """;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<int, JsonObject> _items = new();
    private int _last;

    private ShopServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Fault Fault { get; set; }

    public string Address => _app.Urls.First();

    public static async Task<ShopServer> StartAsync()
    {
        var server = new ShopServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var method = http.Request.Method;
        var path = http.Request.Path.Value!;
        if (Fault == Fault.ServerError && path == "/ping")
        {
            http.Response.StatusCode = 500;
            return;
        }

        if (Fault == Fault.NothingIsFound)
        {
            http.Response.StatusCode = 404;
            return;
        }

        await ((method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET", ["ping"]) => JsonAsync(http, 200, new JsonObject { ["status"] = Fault == Fault.WrongPropertyType ? JsonValue.Create(1) : JsonValue.Create("ok") }),
            ("GET", ["echo"]) => EchoAsync(http),
            ("POST", ["items"]) => CreateAsync(http),
            ("GET", ["items", var id]) => ReadAsync(http, id),
            ("DELETE", ["items", var id]) => DeleteAsync(http, id),
            ("GET", ["quiet"]) => TextAsync(http, "anything"),
            ("GET", ["secret"]) => SecretAsync(http),
            (_, ["ping" or "echo" or "items" or "quiet" or "secret", ..]) when Fault == Fault.AcceptsUnknownMethod => JsonAsync(http, 200, []),
            (_, ["ping" or "echo" or "items" or "quiet" or "secret", ..]) => StatusAsync(http, 405),
            _ => StatusAsync(http, 404),
        });
    }

    private Task EchoAsync(HttpContext http)
    {
        var msg = http.Request.Query["msg"].FirstOrDefault();
        var times = http.Request.Query["times"].FirstOrDefault();
        if (msg is null && Fault != Fault.AcceptsMissingParameter)
        {
            return StatusAsync(http, 400);
        }

        if (times is not null && Fault != Fault.AcceptsWrongType
            && (!int.TryParse(times, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 5))
        {
            return StatusAsync(http, 400);
        }

        return Fault == Fault.WrongContentType
            ? TextAsync(http, "hello")
            : JsonAsync(http, Fault == Fault.UndocumentedStatus ? 202 : 200, Fault == Fault.MissingRequiredProperty ? [] : new JsonObject { ["msg"] = msg });
    }

    private async Task CreateAsync(HttpContext http)
    {
        JsonObject? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<JsonObject>(http.Request.Body);
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null || (!IsName(body["name"]) && !(Fault == Fault.AcceptsMissingProperty && body["name"] is null)) || !IsAmount(body["amount"]))
        {
            await StatusAsync(http, 400);
            return;
        }

        var id = Interlocked.Increment(ref _last);
        var item = new JsonObject { ["id"] = id, ["name"] = body["name"]?.ToString() ?? "", ["amount"] = body["amount"]?.DeepClone() };
        if (Fault != Fault.CreatedIsNotAvailable)
        {
            _items[id] = item;
        }

        await JsonAsync(http, Fault == Fault.WrongStatus ? 200 : 201, item);
    }

    private bool IsName(JsonNode? name) =>
        name is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
        && (text.Length <= (Fault == Fault.RejectsTheLongestAllowed ? 19 : 20) || Fault == Fault.AcceptsTooLong);

    private bool IsAmount(JsonNode? amount) =>
        amount is null || (amount is JsonValue value && value.TryGetValue<int>(out var number) && (number is >= 0 and <= 100 || Fault == Fault.AcceptsTooMuch));

    private Task ReadAsync(HttpContext http, string id) =>
        int.TryParse(id, out var number) && _items.TryGetValue(number, out var item) ? JsonAsync(http, 200, item) : StatusAsync(http, 404);

    private Task DeleteAsync(HttpContext http, string id) =>
        int.TryParse(id, out var number) && (Fault == Fault.DeletedIsStillThere ? _items.ContainsKey(number) : _items.TryRemove(number, out _))
            ? StatusAsync(http, 204)
            : StatusAsync(http, 404);

    private Task SecretAsync(HttpContext http) =>
        Fault == Fault.AuthIgnored || http.Request.Headers["X-Key"] == Key ? TextAsync(http, "secret") : StatusAsync(http, 401);

    private static Task StatusAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task TextAsync(HttpContext http, string text)
    {
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync(text);
    }

    private static Task JsonAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
