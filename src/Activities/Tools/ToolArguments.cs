using System.Text.Json;

namespace Workflows.Activities.Tools;

/// <summary>
/// The arguments of a call, as a model wrote them. What is wrong with them is gathered while they are read, so that the model is told all of
/// it at once.
/// </summary>
internal sealed class ToolArguments
{
    private readonly List<string> _problems = [];

    private ToolArguments(JsonElement root) => Root = root;

    /// <summary>The object.</summary>
    public JsonElement Root { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Problem => _problems.Count == 0 ? null : string.Join("; ", _problems);

    /// <summary>Reads them.</summary>
    /// <returns>The arguments, or what is wrong with them.</returns>
    public static (ToolArguments? Arguments, string? Problem) Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind != JsonValueKind.Object ? (null, $"the arguments are {Kind(document.RootElement)} and not a JSON object")
                : !IsReadable(document.RootElement) ? (null, "the arguments hold half of a character (\\ud800 without its other half)")
                : (new ToolArguments(document.RootElement.Clone()), null);
        }
        catch (JsonException error)
        {
            return (null, $"the arguments are no valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1})");
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => Optional(name) ?? Missing(name);

    /// <summary>A text, or null.</summary>
    public string? Optional(string name)
    {
        if (!Root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        _problems.Add($"'{name}' is {Kind(value)} and has to be a text");
        return "";
    }

    /// <summary>A whole number, or null. A text of digits passes, too.</summary>
    public int? Number(string name, int least, int most)
    {
        if (!Root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        if (int.TryParse(text, System.Globalization.NumberStyles.Integer, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return Math.Min(number, most);
        }

        _problems.Add($"'{name}' has to be a whole number from {least}");
        return null;
    }

    /// <summary>True, false, or null.</summary>
    public bool? Flag(string name)
    {
        if (!Root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        _problems.Add($"'{name}' has to be true or false");
        return null;
    }

    /// <summary>Notes something else that is wrong.</summary>
    public void Complain(string problem) => _problems.Add(problem);

    private string Missing(string name)
    {
        _problems.Add($"'{name}' is missing");
        return "";
    }

    // JSON may spell what is no text.
    private static bool IsReadable(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsReadable(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
