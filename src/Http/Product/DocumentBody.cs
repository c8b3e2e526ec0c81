using System.Text.Unicode;

namespace Workflows.Http.Product;

/// <summary>A first look at a posted document: enough to refuse what is obviously none, and to name the file that it is stored as.</summary>
internal static class DocumentBody
{
    private static readonly HashSet<string> JsonTypes = ["application/json", "application/vnd.oai.openapi+json", "text/json"];

    private static readonly HashSet<string> TextTypes =
    [
        "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "application/vnd.oai.openapi", "application/vnd.oai.openapi+yaml",
        "text/plain", "application/octet-stream",
    ];

    /// <summary>What may be posted, for people.</summary>
    public static string AcceptedTypes => "application/json, application/yaml or text/plain";

    public static bool IsJson(string mediaType) => JsonTypes.Contains(mediaType);

    public static bool IsText(string mediaType) => TextTypes.Contains(mediaType);

    /// <summary>Whether the text is meant to be JSON.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> text)
    {
        var start = JsonText.WithoutByteOrderMark(text).TrimStart(" \t\r\n"u8);
        return !start.IsEmpty && start[0] is (byte)'{' or (byte)'[';
    }

    /// <summary>Null when it may be a YAML mapping, otherwise what is wrong with it. Whether it is OpenAPI is for the run to say.</summary>
    public static string? YamlProblem(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            return "it is not UTF-8 text";
        }

        if (text.Contains((byte)0))
        {
            return "it holds NUL characters, so it is not text";
        }

        foreach (var line in text.Split((byte)'\n'))
        {
            var content = text[line].Trim(" \t\r"u8);
            if (content.IsEmpty || content[0] is (byte)'#' or (byte)'%' || content.StartsWith("---"u8))
            {
                continue;
            }

            if (content[^1] == (byte)':' || content.IndexOf(": "u8) > 0)
            {
                return null;
            }
        }

        return "it is neither a JSON object nor a YAML mapping";
    }
}
