using System.Text.Json.Nodes;

namespace Workflows.Activities.OpenApi;

/// <summary>The servers that a document names.</summary>
internal static class Servers
{
    /// <summary>The first absolute http(s) address with its variables' defaults; relative ones are resolved against the document's own address.</summary>
    public static string? First(JsonObject root, Uri? address)
    {
        foreach (var server in (root["servers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (server["url"] is not JsonValue url)
            {
                continue;
            }

            var text = Filled(url.ToString(), server["variables"] as JsonObject).Trim();
            if (text.Contains('{', StringComparison.Ordinal))
            {
                continue;
            }

            if (address is not null && !text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(address, text, out var resolved))
            {
                text = resolved.ToString();
            }

            if (Uri.TryCreate(text, UriKind.Absolute, out var absolute) && (absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps))
            {
                return text.TrimEnd('/');
            }
        }

        return null;
    }

    private static string Filled(string url, JsonObject? variables)
    {
        foreach (var (name, variable) in variables ?? [])
        {
            var value = (variable as JsonObject)?["default"] ?? ((variable as JsonObject)?["enum"] as JsonArray)?.FirstOrDefault();
            if (value is JsonValue text)
            {
                url = url.Replace("{" + name + "}", text.ToString(), StringComparison.Ordinal);
            }
        }

        return url;
    }
}
