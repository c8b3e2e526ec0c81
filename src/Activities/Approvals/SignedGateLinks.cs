using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Approvals;

/// <summary>
/// Links that nobody can make or change without a key: <c>{link}.{HMAC-SHA256 of it}</c>, both in base64url. The signature is compared as
/// text, in constant time: base64 has several spellings of the same bytes, and only one of them passes.
/// </summary>
internal sealed class SignedGateLinks(ILinkKeys keys, TimeProvider time, ILogger<SignedGateLinks> logger) : IGateLinks
{
    private const int MaxToken = 2048;
    private const string Purpose = "workflows gate link 1\n";

    /// <inheritdoc />
    public string Sign(GateLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var key = keys.Newest();
        var text = LinkText.Write(link, key.Id);
        return text + "." + Signature(key, text);
    }

    /// <inheritdoc />
    public GateLinkReading Read(string token)
    {
        if (token is null or { Length: 0 or > MaxToken } || token.Split('.') is not [var text, var signature] || Bytes(text) is not { } bytes
            || LinkText.KeyId(bytes) is not { } keyId)
        {
            return Refused("This link is not whole. Open it again from the message that brought it, or ask for a new one.");
        }

        LinkKey? key;
        try
        {
            key = keys.Find(keyId);
        }
        catch (LinkKeyException failure)
        {
            ApprovalLog.KeysUnusable(logger, failure);
            return Refused("This host cannot check links at the moment, so it takes none. Its log says why.");
        }

        if (key is null)
        {
            return Refused("The key of this link was withdrawn, and its links with it. Ask for a new link.");
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Signature(key, text)), Encoding.UTF8.GetBytes(signature))
            || LinkText.Read(bytes) is not { } link)
        {
            return Refused("This link was changed since it was made, so it is not valid. Open it again from the message that brought it, or ask for a new one.");
        }

        return time.GetUtcNow() < link.ExpiresAt
            ? new GateLinkReading(link, null)
            : Refused($"This link has expired, at {link.ExpiresAt:u}. Ask for a new one.") with { HasExpired = true };
    }

    private static GateLinkReading Refused(string problem) => new(null, problem);

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done ? bytes[..length] : null;
    }

    private static string Signature(LinkKey key, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.Secret.Span, Encoding.UTF8.GetBytes(Purpose + text)));
}
