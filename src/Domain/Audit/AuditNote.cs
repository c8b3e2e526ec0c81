namespace Workflows.Domain.Audit;

/// <summary>Something that happened and must be on record.</summary>
/// <param name="Key">The same for the same happening, however often it is told: it is recorded once.</param>
/// <param name="RunId">The run.</param>
/// <param name="Kind">What happened: <c>gate-opened</c>, <c>decision</c>, <c>decision-void</c>, <c>model-call</c>, <c>commit</c>, …</param>
/// <param name="Data">The facts. Texts are bounded; whatever can grow stands here as a hash.</param>
public sealed record AuditNote(string Key, string RunId, string Kind, IReadOnlyDictionary<string, string> Data);
