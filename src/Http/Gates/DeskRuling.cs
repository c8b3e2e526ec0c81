using Workflows.Domain.Gates;

namespace Workflows.Http.Gates;

/// <summary>What a gate's status says of a decision, in the kinds that channels tell apart. The rules themselves are <see cref="GateRuling"/>.</summary>
internal static class DeskRuling
{
    /// <summary>Null when the decision may be handed to the gate, otherwise why not.</summary>
    public static DeskAnswer? On(GateInstance gate, GateDecision decision)
    {
        if (gate.Status is not { } status)
        {
            return gate.HasEnded ? Ended(gate) : null;
        }

        if (status.Taken.Any(taken => taken.Id == decision.Id) || status.Void.Any(refused => refused.Id == decision.Id))
        {
            return new DeskAnswer(DeskVerdict.Repeated, "This decision was delivered before; nothing was done now.", gate, decision.Id);
        }

        if (status.State == GateState.Open && gate.HasEnded)
        {
            return Ended(gate);
        }

        return GateRuling.Refusal(status, decision) is { } reason ? new DeskAnswer(Kind(status, decision, reason), Whole(status, decision, reason), gate) : null;
    }

    /// <summary>What became of a decision that the gate has looked at; null while it has not.</summary>
    public static DeskAnswer? Standing(GateInstance gate, GateDecision decision)
    {
        if (gate.Status is not { } status)
        {
            return null;
        }

        if (status.Taken.Any(taken => taken.Id == decision.Id))
        {
            return new DeskAnswer(DeskVerdict.Taken, Thanks(status, decision), gate, decision.Id);
        }

        return status.Void.FirstOrDefault(refused => refused.Id == decision.Id) is { } refused
            ? new DeskAnswer(Kind(status, decision, refused.Reason), Whole(status, decision, refused.Reason), gate, decision.Id)
            : null;
    }

    private static DeskVerdict Kind(GateStatus gate, GateDecision decision, string reason) =>
        gate.State == GateState.Expired ? DeskVerdict.Over
        : gate.State == GateState.Decided ? DeskVerdict.AlreadyDecided
        : decision.ContentHash != gate.ContentHash ? DeskVerdict.Void
        : IsAboutThePerson(gate, decision, reason) ? DeskVerdict.NotAllowed
        : gate.Taken.Any(taken => taken.Id != decision.Id && taken.By.Equals(decision.By, StringComparison.OrdinalIgnoreCase)) ? DeskVerdict.AlreadyDecided
        : DeskVerdict.Invalid;

    // The rules tell why in words only. A gate where everybody may decide would not refuse the person, so its words are others, or none.
    private static bool IsAboutThePerson(GateStatus gate, GateDecision decision, string reason) =>
        GateRuling.Refusal(gate with { Rules = gate.Rules with { Users = [], Roles = [], Requester = null } }, decision) != reason;

    private static string Whole(GateStatus gate, GateDecision decision, string reason) =>
        gate.State == GateState.Open && decision.ContentHash != gate.ContentHash && gate.Changed.Count > 0
            ? $"{reason} Changed: {string.Join(", ", gate.Changed)}."
            : reason;

    private static string Thanks(GateStatus gate, GateDecision decision) => gate.State == GateState.Open
        ? $"{decision.Kind} by {decision.By} counts: {gate.Taken.Count} of {gate.Rules.Quorum} approvals."
        : $"{decision.Kind} by {decision.By} at {decision.At:u}. The run goes by it.";

    private static DeskAnswer Ended(GateInstance gate) =>
        new(DeskVerdict.Over, "This gate was ended by an operator before anybody had decided.", gate);
}
