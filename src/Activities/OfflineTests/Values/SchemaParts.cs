using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Several schemas that must all fit, as one.</summary>
internal static class SchemaParts
{
    public static JsonElement All(IReadOnlyList<JsonElement> parts) =>
        parts.Count == 1
            ? parts[0]
            : ApiJson.Element(new JsonObject
            {
                ["allOf"] = new JsonArray([.. parts.Select(part => JsonNode.Parse(part.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 }))]),
            });
}
