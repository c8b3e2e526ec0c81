using System.Text;

namespace Workflows.Domain.ImplementTask;

/// <summary>
/// A line of bounded length. A model that degenerates writes tens of thousands of blanks or dashes; what looks for patterns in them must not
/// take longer than a run waits.
/// </summary>
internal static class BoundedLine
{
    /// <summary>Longest line, in characters.</summary>
    public const int MostCharacters = 4000;

    private const int LongestRun = 100;

    /// <summary>The line with long runs of one sign shortened; with an ellipsis for what is still too long, so that it is not taken for a whole one.</summary>
    public static string Of(string line)
    {
        if (line.Length <= LongestRun)
        {
            return line;
        }

        var bounded = new StringBuilder();
        var run = 0;
        for (var i = 0; i < line.Length; i++)
        {
            run = i > 0 && line[i] == line[i - 1] ? run + 1 : 1;
            if (run > LongestRun && !char.IsLetterOrDigit(line[i]))
            {
                continue;
            }

            if (bounded.Length == MostCharacters)
            {
                return bounded.Append('…').ToString();
            }

            bounded.Append(line[i]);
        }

        return bounded.ToString();
    }
}
