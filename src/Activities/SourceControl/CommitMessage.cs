using System.Text;
using Workflows.Activities.Logging;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// Makes the message that stands in the commit. Titles, model names and reviewers' texts are in it: none of them can speak in the place of
/// our trailers, or move a terminal's cursor.
/// </summary>
internal static class CommitMessage
{
    private const string Quote = "> ";

    /// <summary>The message with our trailers at its end.</summary>
    /// <param name="message">As it was given.</param>
    /// <param name="subject">Stands in the place of an empty one.</param>
    /// <param name="trailers">The trailers, each with its line end.</param>
    public static string Write(string message, string subject, string trailers)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n').Select(Harmless).SkipWhile(line => line.Length == 0).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count == 0)
        {
            lines.Add(subject);
        }

        // A first paragraph of several lines would be one long subject.
        if (lines.Count > 1 && lines[1].Length > 0)
        {
            lines.Insert(1, "");
        }

        return new StringBuilder().AppendJoin('\n', lines).Append("\n\n").Append(trailers).ToString();
    }

    private static string Harmless(string line)
    {
        var safe = string.Join('\t', line.TrimEnd().Split('\t').Select(SafeText.OneLine));
        // Three hyphens begin the patch of a mail: some readers stop at them.
        return TrailerBlock.LooksLikeALine(safe) || TrailerBlock.LooksLikeALine(line) || safe.StartsWith("---", StringComparison.Ordinal) ? Quote + safe : safe;
    }
}
