using System.Security.Cryptography;
using System.Text;

namespace Workflows.Domain.ImplementTask;

/// <summary>Compares reviews by what they say: case, blanks, punctuation, Markdown and thoughts are no difference.</summary>
public static class ReviewText
{
    /// <summary>A hash that two reviews have in common if they say the same: 64 hexadecimal digits.</summary>
    public static string KeyOf(string? review)
    {
        var plain = new StringBuilder();
        foreach (var c in PlainLetters.Of(Thoughts.Without(review)))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                plain.Append(char.ToLowerInvariant(c));
            }
            else if (plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToString().TrimEnd())));
    }
}
