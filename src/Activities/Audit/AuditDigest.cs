using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Activities.Audit;

/// <summary>A SHA-256 in 32 bytes of memory; its first half alone tells keys and runs apart.</summary>
internal readonly record struct AuditDigest(UInt128 First, UInt128 Second)
{
    private const int Length = 32;

    public static AuditDigest OfText(string text) => From(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static AuditDigest From(ReadOnlySpan<byte> hash) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[(Length / 2)..]));

    /// <summary>Reads 64 lower-case hexadecimal digits, and nothing else.</summary>
    public static bool TryParse(string text, out AuditDigest digest)
    {
        digest = default;
        if (text.Length != 2 * Length || text.Any(c => !(char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')))
        {
            return false;
        }

        digest = From(Convert.FromHexString(text));
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, First);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Length / 2)..], Second);
        return Convert.ToHexStringLower(bytes);
    }
}
