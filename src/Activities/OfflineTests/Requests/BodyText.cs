using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Activities.OfflineTests.Values;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Requests;

/// <summary>Writes a body in the representation that a test can send best: JSON, a form, a multipart form, text.</summary>
internal sealed class BodyText(SchemaReader schemas)
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";

    /// <summary>The representation to use, or null when a test can send none of them.</summary>
    public static ApiMedia? Choose(ApiBody body)
    {
        var sendable = body.Content.Where(media => MediaTypeHeaderValue.TryParse(media.MediaType, out _) && media.MediaType.All(c => c is >= ' ' and <= '~')).ToList();
        return sendable.FirstOrDefault(media => media.Essence == "application/json")
            ?? sendable.FirstOrDefault(media => media.IsJson)
            ?? sendable.FirstOrDefault(media => media.Essence == Form)
            ?? sendable.FirstOrDefault(media => media.Essence == Multipart)
            ?? sendable.FirstOrDefault(media => media.Essence.StartsWith("text/", StringComparison.Ordinal) && !media.Essence.Contains('*', StringComparison.Ordinal))
            ?? sendable.FirstOrDefault(media => media.Example is { ValueKind: JsonValueKind.String } && !media.Essence.Contains('*', StringComparison.Ordinal))
            ?? sendable.FirstOrDefault(media => media.Essence is "application/octet-stream" or "*/*" or "application/*");
    }

    /// <summary>Whether every value of the body is sent as text, so that its JSON type cannot be wrong by itself.</summary>
    public static bool IsForm(ApiMedia media) => media.Essence is Form or Multipart;

    public RequestBody Write(ApiMedia media, JsonNode? value)
    {
        if (media.Essence is "*/*" or "application/*")
        {
            return new RequestBody("application/json", ParameterText.Json(value), []);
        }

        if (media.IsJson)
        {
            return new RequestBody(media.MediaType, ParameterText.Json(value), []);
        }

        if (media.Essence == Form && value is JsonObject form)
        {
            var pairs = form.SelectMany(member => ParameterText.Pairs(Field(media, member.Key, member.Value), member.Value));
            return new RequestBody(Form, string.Join('&', pairs.Select(pair => $"{ParameterText.Encode(pair.Name)}={ParameterText.Encode(pair.Value)}")), []);
        }

        if (media.Essence == Multipart && value is JsonObject { Count: > 0 } parts)
        {
            return new RequestBody(Multipart, "", [.. Parts(media, parts)]);
        }

        return new RequestBody(media.MediaType, ParameterText.Text(value), []);
    }

    private IEnumerable<RequestPart> Parts(ApiMedia media, JsonObject value)
    {
        var properties = media.Schema is { } schema ? schemas.Read(schema).Properties : [];
        foreach (var (name, content) in value.Where(member => member.Key.Length > 0))
        {
            var facts = properties.TryGetValue(name, out var described) ? schemas.Read([.. described]) : new SchemaFacts();
            // 3.1 says of a file that its media type is not text, 3.0 that its format is binary.
            var isFile = facts.Format == "binary" || (facts.Items is { } item && schemas.Read(item).Format == "binary") || IsOctets(facts, media, name);
            foreach (var entry in content is JsonArray list ? list.ToArray() : [content])
            {
                yield return new RequestPart(Cleaned(name), ParameterText.Text(entry), isFile);
            }
        }
    }

    private static bool IsOctets(SchemaFacts facts, ApiMedia media, string name) =>
        (facts.Types is null && facts.Properties.Count == 0 && facts.Choices.Count == 0)
        || media.Encoding?.Object(name)?.Text("contentType") is { } type && type.Contains("octet-stream", StringComparison.Ordinal);

    private static ApiParameter Field(ApiMedia media, string name, JsonNode? value)
    {
        var encoding = media.Encoding?.Object(name) ?? default;
        var style = encoding.Text("style") ?? "form";
        // Without a style a nested object travels as JSON.
        var isJson = value is JsonObject && encoding.Text("style") is null;
        return new ApiParameter(name, "query", false, ParameterReader.AnyText, style, encoding.Flag("explode") ?? style == "form", false, isJson, null);
    }

    // A quote or a line's end in a name would break the part's header.
    private static string Cleaned(string name)
    {
        var cleaned = new StringBuilder();
        foreach (var c in name)
        {
            cleaned.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? c : '_');
        }

        return cleaned.ToString();
    }
}
