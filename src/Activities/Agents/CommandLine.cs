using System.Text;

namespace Workflows.Activities.Agents;

/// <summary>Splits a command into words. No shell is involved: blanks separate, quotes of either kind hold together, a backslash takes the next quote, blank or backslash as it is.</summary>
internal static class CommandLine
{
    /// <summary>The words; null where a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, open) = ('\0', false);
        for (var at = 0; at < command.Length; at++)
        {
            var c = command[at];
            if (c == '\\' && quote != '\'' && at + 1 < command.Length && command[at + 1] is ('\\' or '"' or '\'' or ' '))
            {
                word.Append(command[++at]);
                open = true;
            }
            else if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, open) = (quote != '\0' ? '\0' : c, true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        End();
        return quote == '\0' ? words : null;

        void End()
        {
            if (open)
            {
                words.Add(word.ToString());
                word.Clear();
                open = false;
            }
        }
    }
}
