using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Workflows.Activities.Audit;

/// <summary>An entry as the bytes of its line, and back. <see cref="AuditEntry"/> tells the form.</summary>
internal static class AuditLine
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffff'Z'";
    private const int HashDigits = 64;

    private static ReadOnlySpan<byte> HashMember => ",\"hash\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}"u8;

    /// <summary>The entry with its hash.</summary>
    public static AuditEntry Sealed(AuditEntry entry) =>
        entry with { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(entry).Append('}').ToString()))) };

    /// <summary>The line without its line feed.</summary>
    public static string Text(AuditEntry entry) => Canonical(entry).Append(",\"hash\":").AppendString(entry.Hash).Append('}').ToString();

    /// <summary>Reads a line, which must be what <see cref="Text"/> writes, byte for byte, under a hash that is right.</summary>
    /// <returns>The entry, or null and what is wrong.</returns>
    public static (AuditEntry? Entry, string? Problem) Read(ReadOnlySpan<byte> line)
    {
        var tail = HashMember.Length + HashDigits + End.Length;
        if (line.Length <= tail || !line[^tail..].StartsWith(HashMember) || !line.EndsWith(End))
        {
            return (null, "it was altered: it does not end with its hash");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(line[..^tail]);
        sha.AppendData("}"u8);
        sha.GetHashAndReset(hash);
        if (Encoding.ASCII.GetString(line[^(HashDigits + End.Length)..^End.Length]) != Convert.ToHexStringLower(hash))
        {
            return (null, "it was altered: its hash is not that of its content");
        }

        return Parse(line.ToArray()) is { } entry && Encoding.UTF8.GetBytes(Text(entry)).AsSpan().SequenceEqual(line)
            ? (entry, null)
            : (null, "it is not in the canonical form, so it was not written by an audit log");
    }

    private static StringBuilder Canonical(AuditEntry entry) => new StringBuilder(512)
        .Append("{\"data\":").AppendObject(entry.Data.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        .Append(",\"key\":").AppendString(entry.Key)
        .Append(",\"kind\":").AppendString(entry.Kind)
        .Append(",\"previous\":").AppendString(entry.Previous)
        .Append(",\"run\":").AppendString(entry.RunId)
        .Append(",\"runPrevious\":").AppendString(entry.RunPrevious)
        .Append(CultureInfo.InvariantCulture, $",\"runSequence\":{entry.RunSequence},\"sequence\":{entry.Sequence},\"time\":")
        .AppendString(entry.Time.ToString(TimeFormat, CultureInfo.InvariantCulture));

    private static AuditEntry? Parse(byte[] line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            return new AuditEntry(
                root.GetProperty("sequence").GetInt64(),
                root.GetProperty("runSequence").GetInt64(),
                DateTime.ParseExact(Member("time"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
                Member("run"), Member("kind"), Member("key"), Facts(root.GetProperty("data")), Member("previous"), Member("runPrevious"), Member("hash"));

            string Member(string name) => root.GetProperty(name).GetString() ?? "";
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> Facts(JsonElement data)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in data.EnumerateObject())
        {
            facts[fact.Name] = fact.Value.GetString() ?? "";
        }

        return facts;
    }
}
