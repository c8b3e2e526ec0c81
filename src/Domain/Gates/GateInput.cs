namespace Workflows.Domain.Gates;

/// <summary>What a gate is opened with.</summary>
/// <param name="RunId">The run that waits.</param>
/// <param name="Workflow">Its orchestrator.</param>
/// <param name="Name">Which gate of the workflow it is, for example <c>approve-tests</c>.</param>
/// <param name="Round">Which time it is asked, from 1.</param>
/// <param name="Subject">What is to be decided on.</param>
/// <param name="Rules">Who may decide what, and until when.</param>
public sealed record GateInput(string RunId, string Workflow, string Name, int Round, GateSubject Subject, GateRules Rules)
{
    /// <summary>The instance id of this gate: the same for the same question.</summary>
    public static string IdOf(string runId, string name, int round) => $"{runId}:{name}:{round}";

    /// <summary>The run whose gate has this instance id; null when it is no gate's.</summary>
    public static string? RunOf(string gateId)
    {
        ArgumentNullException.ThrowIfNull(gateId);
        var round = gateId.LastIndexOf(':');
        var name = round > 0 ? gateId.LastIndexOf(':', round - 1) : -1;
        return name > 0 ? gateId[..name] : null;
    }
}
