using System.Text;

namespace Workflows.Activities.Publishing;

/// <summary>Makes the name of a project of a document's title.</summary>
internal static class ProjectName
{
    private const int Longest = 60;
    private const string Suffix = "Tests";

    /// <summary>Letters and digits in Pascal case, ending with <c>Tests</c>: <c>Swagger Petstore - v3!</c> becomes <c>SwaggerPetstoreV3Tests</c>.</summary>
    public static string From(string title)
    {
        var name = new StringBuilder();
        var upper = true;
        foreach (var c in title)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            if (name.Length == Longest)
            {
                break;
            }

            name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        if (name.Length == 0)
        {
            name.Append("Api");
        }
        else if (char.IsAsciiDigit(name[0]))
        {
            name.Insert(0, "Api");
        }

        var text = name.ToString();
        return text.EndsWith(Suffix, StringComparison.Ordinal) && text.Length > Suffix.Length ? text : text + Suffix;
    }
}
