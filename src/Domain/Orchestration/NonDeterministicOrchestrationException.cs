namespace Workflows.Domain.Orchestration;

/// <summary>The orchestrator's code no longer does what its history says that it did.</summary>
public sealed class NonDeterministicOrchestrationException : Exception
{
    /// <summary>Describes the first place where code and history part.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="sequence">The number of the history event.</param>
    /// <param name="recorded">What history holds there.</param>
    /// <param name="asked">What the code asked for.</param>
    public NonDeterministicOrchestrationException(string instanceId, int sequence, string recorded, string asked)
        : base($"Instance '{instanceId}' cannot be replayed: history event {sequence} holds {recorded}, but the code asked for {asked}. "
            + "The orchestrator was changed while this instance was in flight, or it is not deterministic. "
            + "Put the code back as it was (or make it deterministic) and rewind the instance; or terminate it and start anew. "
            + "To change a workflow with runs in flight, give the new version a new orchestrator name.")
    {
        Sequence = sequence;
        Recorded = recorded;
        Asked = asked;
    }

    /// <summary>The number of the history event at which they part.</summary>
    public int Sequence { get; }

    /// <summary>What history holds.</summary>
    public string Recorded { get; }

    /// <summary>What the code asked for.</summary>
    public string Asked { get; }
}
