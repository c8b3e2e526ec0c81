using System.Security.Cryptography;
using System.Text;

namespace Workflows.Http.Gates.Webhooks;

/// <summary>Signatures of the form <c>sha256=</c> and 64 hexadecimal digits, compared in constant time.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <summary>Whether a header's value is the signature of the parts, one after the other.</summary>
    public static bool IsGood(string? given, string secret, params ReadOnlySpan<ReadOnlyMemory<byte>> parts) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, parts)), Encoding.UTF8.GetBytes(given));

    /// <summary>The signature of the parts, one after the other.</summary>
    public static string Of(string secret, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        foreach (var part in parts)
        {
            hash.AppendData(part.Span);
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
