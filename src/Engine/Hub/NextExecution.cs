using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>An instance that continues as new.</summary>
/// <param name="Input">Input of the new execution.</param>
/// <param name="Unread">Events that the execution took and nobody has read, in order.</param>
internal sealed record NextExecution(string? Input, IReadOnlyList<InboxMessage> Unread)
{
    /// <summary>Events that the execution did not take any more, in order; the stored inbox still holds them.</summary>
    public IReadOnlyList<InboxMessage> Untaken { get; init; } = [];
}
