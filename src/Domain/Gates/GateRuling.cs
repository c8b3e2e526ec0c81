using Workflows.Domain.Budgets;

namespace Workflows.Domain.Gates;

/// <summary>Whether a decision counts. The gate itself rules, and every channel asks the same rule before it takes a decision.</summary>
public static class GateRuling
{
    /// <summary>Why a decision on content that is no longer shown does not count.</summary>
    internal const string Stale = "What was shown has changed since, so this decision is void. Look again and decide anew.";

    /// <summary>Null when the decision counts, otherwise why it does not, as a sentence for the one who decided.</summary>
    public static string? Refusal(GateStatus gate, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(decision);
        var rules = gate.Rules;
        return
            gate.State != GateState.Open ? Over(gate)
            : decision.ContentHash != gate.ContentHash ? Stale
            : !rules.Decisions.Contains(decision.Kind) ? $"This gate does not allow '{decision.Kind}'. It allows: {string.Join(", ", rules.Decisions)}."
            : string.IsNullOrWhiteSpace(decision.By) ? "Nobody is named as the one who decides."
            : NameProblem(decision) is { } problem ? problem
            : !MayDecide(gate, decision) ? $"{decision.By} may not decide here. {WhoMay(gate)}"
            : IsRequester(rules, decision.By) && !rules.RequesterMayDecide ? $"{decision.By} started this run and may not decide on it. Another person must."
            : gate.Taken.FirstOrDefault(taken => Same(taken.By, decision.By)) is { } before ? $"{decision.By} has already decided, at {before.At:u}. {Needed(gate)}"
            : TextProblem(rules, decision) ?? EditProblem(gate, decision);
    }

    /// <summary>Whether the gate ends with this decision, which counts: any but an approval, or the last approval that was missing.</summary>
    public static bool Ends(GateStatus gate, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Kind != GateDecisionKind.Approve || gate.Taken.Count + 1 >= gate.Rules.Quorum;
    }

    private static bool MayDecide(GateStatus gate, GateDecision decision)
    {
        var rules = gate.Rules;
        return (rules.Users.Count == 0 && rules.Roles.Count == 0)
            || rules.Users.Any(user => Same(user, decision.By))
            || rules.Roles.Any(role => decision.Roles.Contains(role, StringComparer.OrdinalIgnoreCase))
            || (gate.Escalated && rules.EscalateTo.Any(user => Same(user, decision.By)));
    }

    private static bool IsRequester(GateRules rules, string by) => rules.Requester is { } requester && Same(requester, by);

    // One person is one, however a channel writes the name.
    private static bool Same(string one, string other) => one.AsSpan().Trim().Equals(other.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase);

    private static string WhoMay(GateStatus gate)
    {
        var rules = gate.Rules;
        var who = rules.Users.Concat(rules.Roles.Select(role => $"role {role}")).Concat(gate.Escalated ? rules.EscalateTo : []);
        return $"Those who may: {string.Join(", ", who)}.";
    }

    private static string Over(GateStatus gate) => gate.Taken is [.., var last]
        ? $"This was already decided: {last.Kind} by {last.By} at {last.At:u}."
        : "The deadline of this gate has passed, and it is over.";

    private static string Needed(GateStatus gate) => $"{gate.Rules.Quorum} different people must approve.";

    private static string? TextProblem(GateRules rules, GateDecision decision) => decision switch
    {
        { Text.Length: > GateDecision.MostText } => $"The text has {decision.Text.Length} characters; the limit is {GateDecision.MostText}.",
        { Kind: GateDecisionKind.RaiseBudget, Channel: GateDecision.AutoChannel } => null,
        { Kind: GateDecisionKind.RequestChanges or GateDecisionKind.Answer or GateDecisionKind.RaiseBudget or GateDecisionKind.SendBack } when string.IsNullOrWhiteSpace(decision.Text) =>
            $"'{decision.Kind}' needs a text.",
        { Kind: GateDecisionKind.RaiseBudget } => BudgetTopUp.Parse(decision.Text).Problem,
        { Kind: GateDecisionKind.SendBack } when !rules.Steps.Contains(decision.Text!.Trim(), StringComparer.OrdinalIgnoreCase) =>
            $"There is no step '{decision.Text.Trim()}' to go back to. There are: {string.Join(", ", rules.Steps)}.",
        _ => null,
    };

    private static string? NameProblem(GateDecision decision) =>
        Math.Max(decision.By.Length, Math.Max(decision.Id.Length, decision.Channel.Length)) > GateDecision.MostName
            ? $"Who decides, the decision's id and its channel may have {GateDecision.MostName} characters each."
            : null;

    private static string? EditProblem(GateStatus gate, GateDecision decision) => decision switch
    {
        { Kind: not GateDecisionKind.EditArtifact } => null,
        { Edited: null } => "The edited artifact is missing.",
        { Edited: { } edited } when !gate.Subject.Items.Any(item => item.Artifact.Name == edited.Name && item.Artifact.RunId == edited.RunId) =>
            "The edited artifact takes the place of none that is shown here.",
        _ => null,
    };
}
