namespace Microsoft.DurableTask;

/// <summary>How an instance is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>With an id, a time, both or neither.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>The id; null for a new one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The earliest time at which it begins; null for at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Names of the statuses in which an instance of that id is kept, so that the start fails; null leaves it to the hub.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
