using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Workflows.Http.Product;

/// <summary>Reads typed settings. An empty one counts as none; a wrong one is told by its name.</summary>
/// <param name="configuration">The settings.</param>
/// <param name="group">What they are called together.</param>
internal sealed class SettingReader(IConfiguration configuration, string group)
{
    public string? Text(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    /// <summary>A number above 0; null where there is none.</summary>
    public double? Number(string name, double most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw Wrong($"{name} is '{text}'. Use a number above 0 and up to {most}, for example 24 or 0.5, or leave it empty.");
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{name} is '{text}'. Use a whole number from {least} to {most}.");
    }

    public bool Flag(string name, bool otherwise) => Text(name)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => throw Wrong($"{name} is '{other}'. Use true or false."),
    };

    public IReadOnlyList<string> Names(string name) =>
        [.. (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What a wrong setting is refused with.</summary>
    public OptionsValidationException Wrong(string problem) => new(group, typeof(SettingReader), [problem]);
}
