namespace Workflows.Domain.Client;

/// <summary>The answer to a request for a fork.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Reason">Why there is no fork, in a sentence for people; null when there is one.</param>
public sealed record ForkResult(ForkStatus Status, string? Reason = null);
