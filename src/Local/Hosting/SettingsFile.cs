using System.Text.Json;

namespace Workflows.Local.Hosting;

/// <summary>Reads <c>local.settings.json</c>, in the form of Azure Functions: the settings are the members of <c>Values</c>.</summary>
internal static class SettingsFile
{
    public const string Name = "local.settings.json";

    private const string Advice = "Compare it with local.settings.sample.json: {\"Values\": {\"LOG_LEVEL\": \"Information\"}}.";

    /// <summary>The settings; none when there is no file.</summary>
    /// <exception cref="CliException">The file is there and cannot be used.</exception>
    public static Dictionary<string, string?> Read(string path)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
        {
            return settings;
        }

        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new CliException(ExitCode.Usage, $"{path} is not a JSON object.", Advice);
            }

            if (document.RootElement.TryGetProperty("Values", out var values) && values.ValueKind == JsonValueKind.Object)
            {
                foreach (var value in values.EnumerateObject())
                {
                    // An empty value is a place to fill in, not a setting.
                    if (value.Value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.Value.GetString()))
                    {
                        continue;
                    }

                    settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.ValueKind switch
                    {
                        JsonValueKind.String => value.Value.GetString(),
                        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
                        JsonValueKind.Null => null,
                        _ => throw new CliException(ExitCode.Usage, $"{path}: the setting '{value.Name}' is no single value.", "Settings are texts, numbers, true or false; nested names are written with a colon."),
                    };
                }
            }

            return settings;
        }
        catch (JsonException exception)
        {
            throw new CliException(ExitCode.Usage, $"{path} is not valid JSON: {exception.Message}", Advice, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", "Check its permissions.", exception);
        }
    }
}
