using System.Globalization;
using System.Text;
using Workflows.Activities.OpenApi;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>
/// The only two ways in which a document's text gets into code: as a literal and as a comment. Neither can be broken out of:
/// a literal holds letters, digits and printable ASCII, all else is escaped; a comment is one line without anything that ends a line.
/// </summary>
internal static class CSharpText
{
    private const int CommentLength = 200;

    /// <summary>A string literal, escaped; raw where that is easier to read and safe.</summary>
    public static string Literal(string text) => CanBeRaw(text) ? $"\"\"\"{text}\"\"\"" : Escaped(text);

    /// <summary>A line comment.</summary>
    public static string Comment(string text) => "// " + Excerpt.Of(text, CommentLength);

    private static string Escaped(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    literal.Append("\\\"");
                    break;
                case '\\':
                    literal.Append("\\\\");
                    break;
                case '\n':
                    literal.Append("\\n");
                    break;
                case '\r':
                    literal.Append("\\r");
                    break;
                case '\t':
                    literal.Append("\\t");
                    break;
                default:
                    if (IsPlain(c))
                    {
                        literal.Append(c);
                    }
                    else
                    {
                        literal.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    }

                    break;
            }
        }

        return literal.Append('"').ToString();
    }

    // Worth it only where there is something to escape; a quote at either end or three in a row would end the literal.
    private static bool CanBeRaw(string text) =>
        text.AsSpan().IndexOfAny('"', '\\') >= 0
        && text[0] != '"' && text[^1] != '"'
        && !text.Contains("\"\"\"", StringComparison.Ordinal)
        && text.All(IsPlain);

    private static bool IsPlain(char c) => c is >= ' ' and <= '~' || (c > '\u009F' && char.IsLetterOrDigit(c));
}
