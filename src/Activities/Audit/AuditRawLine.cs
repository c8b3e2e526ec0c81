namespace Workflows.Activities.Audit;

/// <summary>Bytes of the log up to a line feed, which is not among them.</summary>
/// <param name="Bytes">The line; empty for one that is longer than any entry.</param>
/// <param name="IsEnded">Whether the line feed stands there; otherwise the log ends here.</param>
/// <param name="Length">Bytes from the begin of this line to that of the next.</param>
internal readonly record struct AuditRawLine(byte[] Bytes, bool IsEnded, long Length);
