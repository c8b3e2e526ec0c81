using System.Text;
using System.Xml;

namespace Workflows.Activities.Execution.Results;

/// <summary>Makes what untrusted code wrote fit for reports: bounded, and without what XML cannot hold.</summary>
internal static class PlainText
{
    /// <summary>The text without control characters and lone surrogates, cut at a length.</summary>
    public static string Of(string? text, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(Math.Min(text.Length, most));
        for (var i = 0; i < text.Length && clean.Length < most; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.Length < most ? clean.ToString() : clean.Append('…').ToString();
    }
}
