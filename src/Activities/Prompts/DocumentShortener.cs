using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Workflows.Activities.Prompts;

/// <summary>
/// Brings a document below a limit by leaving out first what tests need least: texts, examples, bodies of answers, shared schemas, and
/// at last whole operations. What is left out is said.
/// </summary>
internal static class DocumentShortener
{
    private static readonly string[] Texts = ["description", "summary", "externalDocs", "tags", "contact", "license", "termsOfService", "title"];
    private static readonly string[] Examples = ["example", "examples", "default"];
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

    // This encoder escapes backticks and every line break: no text of the document can close the fence around it.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = 512 };

    /// <exception cref="JsonException">The document is no JSON object.</exception>
    public static DocumentDigest Digest(ReadOnlyMemory<byte> api, int limit)
    {
        var document = JsonNode.Parse(api.Span, documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject
            ?? throw new JsonException("The understood document is not a JSON object.");
        var cuts = new List<string>();
        var json = Text(document);
        var steps = new (string Cut, Action<JsonObject> Apply)[]
        {
            ("Descriptions, summaries and extensions are left out.", root => Strip(root, name => Texts.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal), inNames: false)),
            ("Examples and defaults are left out.", root => Strip(root, Examples.Contains, inNames: false)),
            ("Of the responses only the status codes are left.", StripResponses),
            ("Shared components are left out; references to them cannot be looked up.", root => root.Remove("components")),
        };
        foreach (var (cut, apply) in steps)
        {
            if (json.Length <= limit)
            {
                return new DocumentDigest(json, cuts);
            }

            apply(document);
            cuts.Add(cut);
            json = Text(document);
        }

        return json.Length <= limit ? new DocumentDigest(json, cuts) : Fit(document, limit, cuts);
    }

    private static DocumentDigest Fit(JsonObject document, int limit, List<string> cuts)
    {
        var kept = new JsonObject { ["openapi"] = document["openapi"]?.DeepClone(), ["paths"] = new JsonObject() };
        var paths = (JsonObject)kept["paths"]!;
        var length = Text(kept).Length;
        int all = 0, taken = 0;
        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            var operations = (item as JsonObject)?.Count(member => Methods.Contains(member.Key)) ?? 0;
            all += operations;
            var size = JsonSerializer.Serialize(path, Json).Length + (item is null ? 4 : Text(item).Length) + 2;
            if (length + size > limit)
            {
                continue;
            }

            length += size;
            taken += operations;
            paths[path] = item?.DeepClone();
        }

        cuts.Add(string.Create(CultureInfo.InvariantCulture, $"Of {all} operations {taken} are shown; write tests for these."));
        return new DocumentDigest(Text(kept), cuts);
    }

    // Within "properties", "paths" and the like the members are names that the document's author chose, and stay.
    private static void Strip(JsonNode? node, Func<string, bool> drops, bool inNames)
    {
        switch (node)
        {
            case JsonObject members:
                if (!inNames)
                {
                    members.Select(member => member.Key).Where(drops).ToList().ForEach(name => members.Remove(name));
                }

                foreach (var (name, child) in members)
                {
                    Strip(child, drops, !inNames && name is "properties" or "paths" or "schemas" or "parameters" or "responses" or "requestBodies" or "headers" or "patternProperties" or "mapping" or "callbacks");
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Strip(item, drops, inNames: false);
                }

                break;
        }
    }

    private static void StripResponses(JsonObject document)
    {
        foreach (var item in (document["paths"] as JsonObject ?? []).Select(path => path.Value).OfType<JsonObject>())
        {
            foreach (var operation in Methods.Select(method => item[method]).OfType<JsonObject>())
            {
                if (operation["responses"] is JsonObject responses)
                {
                    operation["responses"] = new JsonArray([.. responses.Select(response => (JsonNode)response.Key)]);
                }
            }
        }
    }

    private static string Text(JsonNode node) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(node, Json));
}
