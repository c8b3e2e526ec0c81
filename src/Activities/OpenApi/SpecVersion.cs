using System.Text.Json.Nodes;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.OpenApi;

/// <summary>The version of the specification that a document says it follows.</summary>
internal static class SpecVersion
{
    public const string Swagger2 = "2.0";

    /// <summary><c>2.0</c>, <c>3.0</c>, <c>3.1</c> or <c>3.2</c>.</summary>
    /// <exception cref="InvalidDocumentException">None of them.</exception>
    public static string Of(JsonObject root)
    {
        // Unquoted in YAML it is a number: swagger: 2.0, openapi: 3.0.
        if (Text(root["openapi"]) is { } openapi)
        {
            var parts = openapi.Trim().Split('.');
            return parts is ["3", "0" or "1" or "2", ..] ? $"3.{parts[1]}"
                : parts is ["3"] ? "3.0"
                : throw Unsupported("openapi", openapi);
        }

        if (Text(root["swagger"]) is { } swagger)
        {
            return swagger.Trim() is "2.0" or "2" ? Swagger2 : throw Unsupported("swagger", swagger);
        }

        var fields = string.Join(", ", root.Select(field => Excerpt.Of(field.Key, 30)).Take(6));
        throw new InvalidDocumentException(root["swaggerVersion"] is not null
            ? "The document is Swagger 1.x (field 'swaggerVersion'), which is not supported. Convert it to OpenAPI 3."
            : $"The document is not OpenAPI: its top level has neither the field 'openapi' nor 'swagger' (it has: {(fields.Length == 0 ? "nothing" : fields)}). Send an OpenAPI 2.0, 3.0 or 3.1 document.");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    private static InvalidDocumentException Unsupported(string field, string version) =>
        new($"The document says {field}: {Excerpt.Of(version, 30)}, which is not supported. Supported are swagger 2.0 and openapi 3.0, 3.1 and 3.2.");
}
