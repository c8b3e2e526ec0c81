namespace Workflows.Domain.Agents;

/// <summary>What can be done about a turn that failed.</summary>
public enum AgentFailureKind
{
    /// <summary>Passes by itself: too many requests, a fault of the service, an answer that broke off. Made again, a bounded number of times.</summary>
    Transient,

    /// <summary>Asking again brings the same: a wrong key, an unknown model, a refused request.</summary>
    Permanent,

    /// <summary>What answers cannot be reached. It spends no attempt: the run waits until a probe gets through.</summary>
    Infrastructure,
}
