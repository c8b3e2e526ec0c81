using Workflows.Engine.Store;

namespace Workflows.Engine.Hub;

/// <summary>What a worker gets to do for an instance. The hub hands out no second item of an instance before this one is completed.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Fresh">Set when a new execution begins; otherwise the worker has the instance live or loads it.</param>
/// <param name="Recover">The worker rebuilds the instance from history and asks again for every activity and timer that is open.</param>
/// <param name="Messages">What has come, in order.</param>
internal sealed record OrchestrationWorkItem(long Key, InstanceHeader? Fresh, bool Recover, IReadOnlyList<InboxMessage> Messages);
