namespace Workflows.Domain.Client;

/// <summary>Where an instance stands; the words of Durable Task.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Accepted, not yet begun.</summary>
    Pending,

    /// <summary>Begun, working or waiting.</summary>
    Running,

    /// <summary>Paused by an operator; what arrives is kept.</summary>
    Suspended,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended with a failure. It can be rewound.</summary>
    Failed,

    /// <summary>Ended by an operator.</summary>
    Terminated,

    /// <summary>Begins anew with a fresh history; clients treat it as running.</summary>
    ContinuedAsNew,
}
