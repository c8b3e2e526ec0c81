using Microsoft.DurableTask;
using Workflows.Domain.Client;

namespace Workflows.Functions.Orchestration;

/// <summary>
/// Ids of sub-orchestrations that were not given one. They begin with the parent's, because the store does not tell whose child an
/// instance is. Deep down, where such an id would be too long, the parent's history alone knows its children.
/// </summary>
internal static class ChildId
{
    private const char Separator = ':';
    private const int SuffixLength = 32;

    /// <summary>A new id, the same on every replay.</summary>
    public static string New(TaskOrchestrationContext parent)
    {
        var prefix = Prefix(parent.InstanceId);
        return $"{(prefix.Length + SuffixLength <= InstanceIdRule.MaxLength ? prefix : "")}{parent.NewGuid():N}";
    }

    /// <summary>What the ids of all that are below an instance begin with.</summary>
    public static string Prefix(string parentId) => parentId + Separator;

    /// <summary>The parent's id, or null when the id is not one that was made here.</summary>
    public static string? ParentOf(string instanceId)
    {
        var separator = instanceId.Length - SuffixLength - 1;
        return separator > 0 && instanceId[separator] == Separator && Guid.TryParseExact(instanceId.AsSpan(separator + 1), "N", out _)
            ? instanceId[..separator]
            : null;
    }
}
