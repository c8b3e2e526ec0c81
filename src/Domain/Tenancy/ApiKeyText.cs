using System.Security.Cryptography;
using System.Text;

namespace Workflows.Domain.Tenancy;

/// <summary>The text of a key, <c>wf_id_secret</c>: the id finds its record, the secret is 32 random bytes in base64url.</summary>
public static class ApiKeyText
{
    /// <summary>What every key begins with, so that scanners for leaked secrets find it.</summary>
    public const string Mark = "wf_";

    /// <summary>Characters of an id.</summary>
    public const int IdLength = 12;

    /// <summary>Characters of a secret.</summary>
    public const int SecretLength = 43;

    /// <summary>The id that the text names, or null when it is no key.</summary>
    public static string? IdOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const int Secret = 3 + IdLength + 1;
        return text.Length == Secret + SecretLength
            && text.StartsWith(Mark, StringComparison.Ordinal)
            && text[Secret - 1] == '_'
            && text.AsSpan(Secret).IndexOfAnyExcept(Letters) < 0
            && IsId(text[Mark.Length..(Secret - 1)])
            ? text[Mark.Length..(Secret - 1)]
            : null;
    }

    /// <summary>Whether the text can be the id of a key.</summary>
    public static bool IsId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == IdLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }

    /// <summary>The key of an id and a secret.</summary>
    public static string Of(string id, string secret) => $"{Mark}{id}_{secret}";

    /// <summary>What is kept of a key. The secret has 256 random bits, so one round of a plain hash is enough: there is nothing to guess.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text is the key of this record. The time that it takes tells nothing of where they differ.</summary>
    public static bool IsKey(string text, ApiKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(text)), Encoding.ASCII.GetBytes(key.Hash));
    }

    private static ReadOnlySpan<char> Letters => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
}
