using System.Security.Cryptography;
using System.Text;

namespace Workflows.Activities.Workspaces.Diffs;

/// <summary>What a file holds, as a patch needs it.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="Text">The same as text; null for what is no text in UTF-8.</param>
internal sealed record FileContent(byte[] Bytes, string? Text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file that is not there.</summary>
    public static FileContent None { get; } = new([], "");

    /// <summary>The id that git gives to the content.</summary>
    public string GitId => IdOf(Bytes);

    public static FileContent Of(byte[] bytes)
    {
        if (Array.IndexOf(bytes, (byte)0) >= 0)
        {
            return new FileContent(bytes, null);
        }

        try
        {
            return new FileContent(bytes, Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new FileContent(bytes, null);
        }
    }

#pragma warning disable CA5350 // Git names contents by this hash; nothing is trusted because of it.
    private static string IdOf(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {bytes.Length}\0")));
        hash.AppendData(bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
#pragma warning restore CA5350
}
