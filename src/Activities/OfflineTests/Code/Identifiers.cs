using System.Text;

namespace Workflows.Activities.OfflineTests.Code;

/// <summary>C# identifiers out of any text.</summary>
internal static class Identifiers
{
    private const int MaxLength = 80;

    /// <summary>Pascal case of the letters and digits of a text; what begins with a digit or is empty gets the prefix.</summary>
    public static string Pascal(string text, string prefix)
    {
        var name = new StringBuilder();
        var atStart = true;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || (char.IsLetter(c) && !char.IsSurrogate(c)))
            {
                if (name.Length >= MaxLength)
                {
                    break;
                }

                name.Append(atStart ? char.ToUpperInvariant(c) : c);
                atStart = char.IsAsciiDigit(c) && name.Length == 1;
            }
            else
            {
                atStart = true;
            }
        }

        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? prefix + name : name.ToString();
    }
}
