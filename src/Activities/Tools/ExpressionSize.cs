using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Activities.Tools;

/// <summary>
/// How large a regular expression is once its counted repetitions are written out: <c>(a{10}b){10}</c> has 110 parts. What it does not
/// understand for certain it refuses, because a bracket that is taken for another hides what stands behind it.
/// </summary>
internal static partial class ExpressionSize
{
    /// <summary>Most parts.</summary>
    public const int Most = 1000;

    /// <summary>Why the expression is refused; null when it is not. Whether it is an expression at all is not looked at.</summary>
    public static string? Problem(string text)
    {
        var around = new Stack<long>();
        var (before, last) = (0L, 0L);
        for (var i = 0; i < text.Length;)
        {
            switch (text[i])
            {
                case '(':
                    if (GroupStart().Match(text, i) is not { Success: true } start)
                    {
                        return "'text' holds a group of a kind that is not taken here: only (…), (?:…), (?=…), (?!…), (?<=…), (?<!…), (?>…) and (?i), (?m), (?s) are";
                    }

                    around.Push(before + last);
                    (before, last) = (0, 0);
                    i += start.Length;
                    break;
                case ')':
                    (before, last) = (around.TryPop(out var outer) ? outer : 0, before + last);
                    i++;
                    break;
                case '{' when Count().Match(text, i) is { Success: true } count:
                    last = Math.Max(1, last) * Math.Max(1, NumberOf(count));
                    i += count.Length;
                    break;
                default:
                    if (text[i] is not ('*' or '+' or '?' or '|' or '^' or '$'))
                    {
                        (before, last) = (before + last, 1);
                    }

                    i = text[i] switch { '[' => EndOfClass(text, i), '\\' => EndOfEscape(text, i), _ => i + 1 };
                    if (i < 0)
                    {
                        return "'text' holds a [ within brackets; write it as \\[";
                    }

                    break;
            }

            if (before + last + around.Sum() > Most)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"'text' is too large: with its counted repetitions written out it has more than {Most} parts. Use *, + or a smaller count");
            }
        }

        return null;
    }

    // -1 for a class within a class, which means several things.
    private static int EndOfClass(string text, int start)
    {
        var i = start + 1;
        i += i < text.Length && text[i] == '^' ? 1 : 0;
        for (var first = i; i < text.Length; i = text[i] == '\\' ? EndOfEscape(text, i) : i + 1)
        {
            if (text[i] == '[')
            {
                return -1;
            }

            if (text[i] == ']' && i > first)
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static int EndOfEscape(string text, int start) => Math.Min(text.Length, start + (start + 1 < text.Length && text[start + 1] == 'c' ? 3 : 2));

    // What has no upper end costs what it has at least: the rest is bounded by the line.
    private static long NumberOf(Match count)
    {
        var digits = count.Groups["most"] is { Success: true, Length: > 0 } most ? most.Value : count.Groups["least"].Value;
        return digits.TrimStart('0') is { Length: <= 4 } few ? long.Parse("0" + few, CultureInfo.InvariantCulture) : Most + 1;
    }

    [GeneratedRegex(@"\G\((?:\?(?::|=|!|<=|<!|>|[imsIMS-]+(?=[:)])))?(?!\?)", RegexOptions.CultureInvariant)]
    private static partial Regex GroupStart();

    [GeneratedRegex(@"\G\{(?<least>[0-9]+)(?:,(?<most>[0-9]*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
