using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Approvals;

/// <summary>
/// The one way to write a link as bytes: version, key id, gate, content hash, decisions, approver, expiry; every text with its length
/// before it, so that no two links are the same bytes. Decisions are the bits of their numbers: new kinds belong at the end of the enum.
/// </summary>
internal static class LinkText
{
    /// <summary>Longest gate id or approver, in bytes of UTF-8.</summary>
    public const int MaxText = 400;

    private const byte Version = 1;
    private const int HashBytes = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A member of the link is empty, too long or no text.</exception>
    public static string Write(GateLink link, string keyId)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(Version);
        Write(bytes, keyId);
        Write(bytes, link.GateId);
        bytes.Write(Hash(link.ContentHash));
        Write(bytes, link.Decisions.Aggregate(0L, (bits, kind) => bits | (1L << (int)kind)));
        Write(bytes, link.Approver);
        Write(bytes, link.ExpiresAt.ToUnixTimeSeconds());
        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The id of the key, which is all that may be read before the signature was verified; null when these are not the bytes of a link.</summary>
    public static string? KeyId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version || Text(ref bytes, skip: 1) is not { } id)
        {
            return null;
        }

        return LinkKey.IsId(id) ? id : null;
    }

    /// <summary>The link; null when these are not exactly the bytes of one.</summary>
    public static GateLink? Read(ReadOnlySpan<byte> bytes)
    {
        if (Text(ref bytes, skip: 1) is null || Text(ref bytes) is not { } gate || bytes.Length < HashBytes)
        {
            return null;
        }

        var hash = Convert.ToHexStringLower(bytes[..HashBytes]);
        bytes = bytes[HashBytes..];
        if (Number(ref bytes) is not { } kinds || Text(ref bytes) is not { } approver || Number(ref bytes) is not { } expiry || !bytes.IsEmpty)
        {
            return null;
        }

        return new GateLink(
            gate, hash, [.. Enum.GetValues<GateDecisionKind>().Where(kind => (kinds & (1L << (int)kind)) != 0)], approver, DateTimeOffset.FromUnixTimeSeconds(expiry));
    }

    private static byte[] Hash(string hex) => hex.Length == 2 * HashBytes && hex.All(char.IsAsciiHexDigitLower)
        ? Convert.FromHexString(hex)
        : throw new ArgumentException("The content hash of a link has 64 lower-case hexadecimal digits.", nameof(hex));

    private static void Write(MemoryStream bytes, string text)
    {
        var encoded = Strict.GetBytes(text);
        if (encoded.Length is 0 or > MaxText)
        {
            throw new ArgumentException($"A text of a link has {encoded.Length} bytes; it has 1 to {MaxText}.", nameof(text));
        }

        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)encoded.Length);
        bytes.Write(length);
        bytes.Write(encoded);
    }

    private static void Write(MemoryStream bytes, long number)
    {
        Span<byte> buffer = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(buffer, number);
        bytes.Write(buffer);
    }

    private static string? Text(ref ReadOnlySpan<byte> bytes, int skip = 0)
    {
        if (bytes.Length < skip + sizeof(ushort))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[skip..]);
        bytes = bytes[(skip + sizeof(ushort))..];
        if (length is 0 or > MaxText || length > bytes.Length)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }

    private static long? Number(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long))
        {
            return null;
        }

        var number = BinaryPrimitives.ReadInt64BigEndian(bytes);
        bytes = bytes[sizeof(long)..];
        return number;
    }
}
