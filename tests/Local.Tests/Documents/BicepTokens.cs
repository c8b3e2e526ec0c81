namespace Workflows.Local.Tests.Documents;

/// <summary>Cuts Bicep into names, marks and the expressions inside of strings; strings themselves and comments are left out.</summary>
internal static class BicepTokens
{
    public static IReadOnlyList<string> Of(string text)
    {
        var tokens = new List<string>();
        var at = 0;
        Read(text, ref at, tokens, inString: false);
        return tokens;
    }

    private static void Read(string text, ref int at, List<string> tokens, bool inString)
    {
        var depth = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '/' && at + 1 < text.Length && text[at + 1] == '/')
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            }
            else if (c == '\'')
            {
                at++;
                tokens.Add("''");
                Literal(text, ref at, tokens);
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var start = at;
                while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
                {
                    at++;
                }

                tokens.Add(text[start..at]);
            }
            else
            {
                at++;
                depth += c is '{' ? 1 : c is '}' ? -1 : 0;
                if (inString && depth < 0)
                {
                    return;
                }

                if (!char.IsWhiteSpace(c) && !char.IsDigit(c))
                {
                    tokens.Add(c.ToString());
                }
            }
        }
    }

    private static void Literal(string text, ref int at, List<string> tokens)
    {
        while (text[at] != '\'')
        {
            if (text[at] == '\n')
            {
                throw new FormatException($"A string has no end: {text[(text.LastIndexOf('\n', at - 1) + 1)..at].Trim()}");
            }

            if (text[at] == '\\')
            {
                at += 2;
            }
            else if (text[at] == '$' && text[at + 1] == '{')
            {
                at += 2;
                Read(text, ref at, tokens, inString: true);
            }
            else
            {
                at++;
            }
        }

        at++;
    }
}
