using System.Text;

namespace Workflows.Domain.Texts;

/// <summary>Splits a command into words. No shell is involved: blanks separate, quotes of either kind hold together, a backslash takes the next quote, blank or backslash as it is.</summary>
public static class CommandLine
{
    /// <summary>The words; null where a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
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

    /// <summary>A sign that only a shell would understand, outside of quotes: <c>&amp;</c>, <c>|</c>, <c>$</c> …; null for none.</summary>
    public static string? ShellSign(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var quote = '\0';
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == '\\')
            {
                i++;
            }
            else if (c is '|' or ';' or '&' or '<' or '>' or '`' or '\n' || (c == '$' && i + 1 < command.Length && command[i + 1] is '(' or '{'))
            {
                return c == '\n' ? "a line break" : c.ToString();
            }
        }

        return null;
    }
}
