namespace Microsoft.DurableTask.Client;

/// <summary>What a client sees of an instance. Who its parent is, it does not see.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>An instance of an orchestrator.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The orchestrator.</summary>
    public string Name { get; }

    /// <summary>The instance.</summary>
    public string InstanceId { get; }

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output; on Azure Storage also why it failed, was suspended or resumed, as plain text.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status; on Azure Storage the word null when there is none.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed, if the backend keeps that. Azure Storage does not.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }
}
