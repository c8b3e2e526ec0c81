using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflows.Activities.OpenApi;

/// <summary>The value of a YAML scalar: quoted is text, plain follows the core schema of YAML 1.2.</summary>
internal static class YamlScalar
{
    public static JsonNode? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || scalar.Tag == "tag:yaml.org,2002:str")
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) ?? JsonValue.Create(text),
        };
    }

    private static JsonValue? Number(string text)
    {
        if (text.Length > 60 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? JsonValue.Create(hex) : null;
        }

        var json = Json(text);
        if (json is null)
        {
            return null;
        }

        using var number = JsonDocument.Parse(json);
        return JsonValue.Create(number.RootElement.Clone());
    }

    // The spelling is kept (1.10 stays 1.10); what JSON does not spell that way (+1, .5, 007) is brought into its form.
    private static string? Json(string text)
    {
        var negative = text[0] == '-';
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var dot = digits.IndexOf('.', StringComparison.Ordinal);
        var exponent = digits.IndexOfAny(['e', 'E']);
        var end = exponent < 0 ? digits.Length : exponent;
        if (dot > end)
        {
            return null;
        }

        var whole = digits[..(dot < 0 ? end : dot)];
        var fraction = dot < 0 ? "" : digits[(dot + 1)..end];
        if (!whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit) || whole.Length + fraction.Length == 0)
        {
            return null;
        }

        var power = exponent < 0 ? "" : digits[(exponent + 1)..];
        if (exponent >= 0 && !(power.TrimStart('+', '-') is { Length: > 0 and < 4 } value && value.All(char.IsAsciiDigit) && power.Length - value.Length <= 1))
        {
            return null;
        }

        whole = whole.TrimStart('0');
        return (negative ? "-" : "") + (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction) + (exponent < 0 ? "" : "e" + power);
    }
}
