namespace Workflows.Http.Contracts;

/// <summary>One attempt of a step.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="EndedAt">When it ended (UTC); null while it goes on.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record TimelineAttempt(DateTime StartedAt, DateTime? EndedAt, string? Error);
