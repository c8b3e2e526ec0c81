using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>
/// What stands out in the working code (row R11). What stands in for the real thing is looked for in all of it: code that was there before may
/// be the very thing that the task wants replaced, which the reviewer has to see. Only the lines that the run wrote count as its stand-ins. What
/// was left for later is looked for in the files that the run changed.
/// </summary>
/// <param name="most">Most characters of their text. Of what there is no room for only the number is kept: one command may leave millions.</param>
internal sealed class RedFlags(int most)
{
    private const int LongestLine = 160;
    private const int RoomOfAMark = 50;

    private readonly List<string> _shown = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private long _length;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them stand in for the real thing, on lines that the run wrote.</summary>
    public int StandIns { get; private set; }

    /// <summary>Notes what a file that the run changed or deleted held before: a line that only moves is not the run's.</summary>
    public void Know(ReadOnlySpan<char> text)
    {
        foreach (var place in text.Split('\n'))
        {
            if (RedFlagRules.Of(text[place]) is not null and not RedFlagRule.Unfinished)
            {
                var line = Key(text[place]);
                _known[line] = _known.GetValueOrDefault(line) + 1;
            }
        }
    }

    /// <summary>Looks through a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="isChanged">Whether the run changed it.</param>
    public void Scan(string path, ReadOnlySpan<char> text, bool isChanged)
    {
        var number = 0;
        var stubs = isChanged ? new GrpcStubs(path, text) : null;
        foreach (var place in text.Split('\n'))
        {
            number++;
            if (RedFlagRules.Of(text[place]) is { } rule && (isChanged || rule != RedFlagRule.Unfinished))
            {
                Count++;
                StandIns += stubs is not null && RedFlagRules.StandsIn(text[place], stubs) && IsNew(text[place]) ? 1 : 0;
                if (_length <= most)
                {
                    _shown.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {RedFlagRules.NameOf(rule)}: {Shown(text[place])}\n"));
                    _length += _shown[^1].Length;
                }
            }
        }
    }

    /// <summary>All of them as a prompt shows them, never longer than it may be.</summary>
    public string Text()
    {
        if (_length <= most)
        {
            return string.Concat(_shown);
        }

        var text = new StringBuilder();
        var shown = 0;
        while (text.Length + _shown[shown].Length + RoomOfAMark <= most)
        {
            text.Append(_shown[shown++]);
        }

        text.Append(CultureInfo.InvariantCulture, $"[… {Count - shown} more red flags left out]\n");
        return text.Length <= most ? text.ToString() : text.ToString(0, Math.Max(0, most));
    }

    private bool IsNew(ReadOnlySpan<char> line)
    {
        var key = Key(line);
        if (_known.GetValueOrDefault(key) is > 0 and var left)
        {
            _known[key] = left - 1;
            return false;
        }

        return true;
    }

    // Lines of any length are known by their hash.
    private static string Key(ReadOnlySpan<char> line)
    {
        var plain = line.Trim().ToString();
        return plain.Length <= LongestLine ? plain : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    private static string Shown(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        var text = SafeText.OneLine(line[..Math.Min(line.Length, 2 * LongestLine)].ToString());
        return text.Length > LongestLine ? text[..LongestLine] + "…" : text;
    }
}
