using System.Text;

namespace Workflows.Http.Gates;

/// <summary>What people send with a decision goes into prompts, commit messages and logs: it is text, and nothing else.</summary>
internal static class DecisionText
{
    /// <summary>The text with plain line ends, without control characters and without marks that turn the direction of reading; null for none.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c is '\n' or '\t' || !(char.IsControl(c) || IsDirectionMark(c)))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Trim() is { Length: > 0 } rest ? rest : null;
    }

    /// <summary>Null when a name is one line of text, otherwise what is wrong with it.</summary>
    public static string? NameProblem(string name) =>
        name.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' || IsDirectionMark(c)) ? "The name of the one who decides holds a line end or another character that no name has."
        : null;

    /// <summary>Marks that make text look like another one.</summary>
    public static bool IsDirectionMark(char c) => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C';
}
