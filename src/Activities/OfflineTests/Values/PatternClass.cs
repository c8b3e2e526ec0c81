using System.Globalization;

namespace Workflows.Activities.OfflineTests.Values;

/// <summary>Picks a character that a class or an escape of a regular expression stands for.</summary>
internal static class PatternClass
{
    private const string Preferred = "a1A0bzZ9-_. @/:!#,;=+~";

    /// <summary>Reads a class after its opening bracket.</summary>
    public static char? Read(string text, ref int at)
    {
        var negated = at < text.Length && text[at] == '^';
        if (negated)
        {
            at++;
        }

        var ranges = new List<(char From, char To)>();
        for (var first = true; at < text.Length && (text[at] != ']' || first); first = false)
        {
            var start = text[at++];
            if (start == '[')
            {
                // A class within a class means different things to different engines.
                return null;
            }

            if (start == '\\')
            {
                if (at < text.Length && Set(text[at]) is { } set)
                {
                    at++;
                    ranges.AddRange(set);
                    continue;
                }

                if (Escape(text, ref at) is not { } escaped)
                {
                    return null;
                }

                start = escaped;
            }

            var end = start;
            if (at + 1 < text.Length && text[at] == '-' && text[at + 1] != ']')
            {
                at++;
                end = text[at++];
                if (end == '\\')
                {
                    if (Escape(text, ref at) is not { } escaped)
                    {
                        return null;
                    }

                    end = escaped;
                }
            }

            ranges.Add((start, end));
        }

        if (at >= text.Length)
        {
            return null;
        }

        at++;
        foreach (var c in Preferred)
        {
            if (ranges.Any(range => range.From <= c && c <= range.To) != negated)
            {
                return c;
            }
        }

        return negated || ranges.Count == 0 ? null : ranges[0].From;
    }

    /// <summary>Reads an escape after its backslash; null when it is not about one character.</summary>
    public static char? Escape(string text, ref int at)
    {
        if (at >= text.Length)
        {
            return null;
        }

        var c = text[at++];
        switch (c)
        {
            case 'd':
                return '1';
            case 'D' or 'w' or 'S':
                return 'a';
            case 's':
                return ' ';
            case 'W':
                return '-';
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'u':
                return Hex(text, ref at, 4);
            case 'x':
                return Hex(text, ref at, 2);
            default:
                return char.IsLetterOrDigit(c) ? null : c;
        }
    }

    private static IReadOnlyList<(char From, char To)>? Set(char c) => c switch
    {
        'd' => [('0', '9')],
        'w' => [('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
        's' => [(' ', ' '), ('\t', '\r')],
        'S' => [('!', '~')],
        'D' => [('!', '/'), (':', '~')],
        'W' => [('!', '/'), (':', '@')],
        _ => null,
    };

    private static char? Hex(string text, ref int at, int digits)
    {
        if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        at += digits;
        return (char)code;
    }
}
