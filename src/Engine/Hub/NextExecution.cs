using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>An instance that continues as new.</summary>
/// <param name="Input">Input of the new execution.</param>
/// <param name="Unread">Events that nobody has read, in order.</param>
internal sealed record NextExecution(string? Input, IReadOnlyList<InboxMessage> Unread);
