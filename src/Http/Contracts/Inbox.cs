namespace Workflows.Http.Contracts;

/// <summary>Everything that waits for a human, the most urgent first.</summary>
/// <param name="Items">The first of it.</param>
/// <param name="Total">How much there is.</param>
public sealed record Inbox(IReadOnlyList<InboxItem> Items, int Total);
