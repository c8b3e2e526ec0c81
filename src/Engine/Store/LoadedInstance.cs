namespace Workflows.Engine.Store;

/// <summary>An instance as it stands in the store.</summary>
internal sealed record LoadedInstance(InstanceHeader Header, IReadOnlyList<HistoryRow> History);
