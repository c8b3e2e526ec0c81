namespace Workflows.Http.Contracts;

/// <summary>What a run waits for.</summary>
/// <param name="What">For people.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Url">Where something can be done about it; null where nothing can.</param>
public sealed record TimelineWait(string What, DateTime Since, string? Url);
