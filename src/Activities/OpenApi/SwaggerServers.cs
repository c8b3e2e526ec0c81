using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>The servers of a Swagger 2.0 document: scheme, host and base path put together.</summary>
internal static class SwaggerServers
{
    public static JsonArray Of(JsonObject source)
    {
        var basePath = (source["basePath"] as JsonValue)?.ToString().Trim('/') ?? "";
        if (source["host"] is not JsonValue host || host.ToString().Length == 0)
        {
            return [new JsonObject { ["url"] = "/" + basePath }];
        }

        var schemes = (source["schemes"] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString()).DefaultIfEmpty("https");
        return new JsonArray([.. schemes.Select(scheme => new JsonObject { ["url"] = $"{scheme}://{host}{(basePath.Length > 0 ? "/" + basePath : "")}" })]);
    }
}
