using System.Text;
using System.Text.Json;

namespace Workflows.Activities.Audit;

/// <summary>The head: <c>{"hash":"…","sequence":n}</c> of the last entry, filled up with spaces and a line feed to a length that never changes.</summary>
internal static class AuditHead
{
    public const int Length = 128;

    public static byte[] Bytes(AuditAnchor last) =>
        Encoding.ASCII.GetBytes($$"""{"hash":"{{last.Hash}}","sequence":{{last.Sequence}}}""".PadRight(Length - 1) + "\n");

    /// <summary>The entry that it names, or null where it was damaged.</summary>
    public static AuditAnchor? Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var anchor = new AuditAnchor(
                document.RootElement.GetProperty("sequence").GetInt64(), document.RootElement.GetProperty("hash").GetString() ?? "");
            return bytes.AsSpan().SequenceEqual(Bytes(anchor)) && AuditDigest.TryParse(anchor.Hash, out _) ? anchor : null;
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }
}
