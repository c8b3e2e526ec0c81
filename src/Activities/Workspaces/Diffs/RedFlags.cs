using System.Globalization;
using System.Text;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>
/// What stands out in the working code (row R11). What stands in for the real thing is looked for in all of it: code that was there before may
/// be the very thing that the task wants replaced. What was left for later is looked for in the files that the run changed.
/// </summary>
internal sealed class RedFlags
{
    private const int LongestLine = 160;
    private const int RoomOfAMark = 50;

    private readonly List<string> _flags = [];

    /// <summary>How many there are.</summary>
    public int Count => _flags.Count;

    /// <summary>How many of them stand in for the real thing.</summary>
    public int StandIns { get; private set; }

    /// <summary>Looks through a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="isChanged">Whether the run changed it.</param>
    public void Scan(string path, string text, bool isChanged)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (RedFlagRules.Of(line) is { } rule && (isChanged || rule != RedFlagRule.Unfinished))
            {
                StandIns += rule == RedFlagRule.Unfinished ? 0 : 1;
                _flags.Add(string.Create(CultureInfo.InvariantCulture, $"{path}:{number}: {RedFlagRules.NameOf(rule)}: {Shown(line)}\n"));
            }
        }
    }

    /// <summary>All of them as a prompt shows them, never longer than <paramref name="most"/> characters.</summary>
    public string Text(int most)
    {
        if (_flags.Sum(flag => (long)flag.Length) <= most)
        {
            return string.Concat(_flags);
        }

        var text = new StringBuilder();
        var shown = 0;
        while (text.Length + _flags[shown].Length + RoomOfAMark <= most)
        {
            text.Append(_flags[shown++]);
        }

        text.Append(CultureInfo.InvariantCulture, $"[… {_flags.Count - shown} more red flags left out]\n");
        return text.Length <= most ? text.ToString() : text.ToString(0, Math.Max(0, most));
    }

    private static string Shown(string line)
    {
        var text = SafeText.OneLine(line.Trim());
        return text.Length > LongestLine ? text[..LongestLine] + "…" : text;
    }
}
