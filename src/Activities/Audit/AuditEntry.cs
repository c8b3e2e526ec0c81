namespace Workflows.Activities.Audit;

/// <summary>
/// One entry of the audit log, which is one line of JSON.
/// <para>
/// The canonical form is the RFC 8785 (JCS) form of the object with the members <c>data</c>, <c>key</c>, <c>kind</c>, <c>previous</c>,
/// <c>run</c>, <c>runPrevious</c>, <c>runSequence</c>, <c>sequence</c> and <c>time</c>, in UTF-8: no white space; members (those of
/// <c>data</c>, too) sorted by their UTF-16 code units; in strings only <c>"</c>, <c>\</c> and the characters below U+0020 are escaped, as
/// <c>\" \\ \b \t \n \f \r</c> or <c>\u00xx</c> in lower case. All values are strings, but for the two sequences. <see cref="Hash"/> is
/// the SHA-256 of these bytes, in lower-case hexadecimal. The line is the canonical form with <c>,"hash":"…"</c> before its last brace,
/// and a line feed.
/// </para>
/// </summary>
/// <param name="Sequence">The place among all entries, from 1.</param>
/// <param name="RunSequence">The place among the entries of the run, from 1.</param>
/// <param name="Time">When it was first appended (UTC), written as <c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c>.</param>
/// <param name="RunId">The run.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Key">The same for the same happening; no other entry has it.</param>
/// <param name="Data">The facts, sorted.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros for the first.</param>
/// <param name="RunPrevious">The hash of the run's entry before; 64 zeros for its first.</param>
/// <param name="Hash">The SHA-256 of the canonical form.</param>
public sealed record AuditEntry(
    long Sequence, long RunSequence, DateTime Time, string RunId, string Kind, string Key, IReadOnlyDictionary<string, string> Data,
    string Previous, string RunPrevious, string Hash)
{
    /// <summary>Most bytes of one entry as a line.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The line as it stands in the log, without the line feed.</summary>
    public string ToLine() => AuditLine.Text(this);
}
