using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Workflows.Activities.Audit;

/// <summary>
/// Names one entry and, by its hash, all before it. Noted where nobody who can write the log can write, it shows later that none of them was changed.
/// </summary>
/// <param name="Sequence">The entry's place among all; 0 for a log without entries.</param>
/// <param name="Hash">Its hash: 64 lower-case hexadecimal digits.</param>
public sealed record AuditAnchor(long Sequence, string Hash)
{
    /// <summary>The anchor of a log without entries.</summary>
    public static AuditAnchor Empty { get; } = new(0, default(AuditDigest).ToString());

    /// <summary>Reads <c>SEQUENCE:HASH</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AuditAnchor? anchor)
    {
        anchor = text?.Split(':') is [var sequence, var hash]
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && AuditDigest.TryParse(hash, out _)
                ? new AuditAnchor(number, hash)
                : null;
        return anchor is not null;
    }

    /// <summary><c>SEQUENCE:HASH</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
