using System.Text.RegularExpressions;
using Workflows.Domain.Gates;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>What to type at a gate: a command for each decision that it allows, and for no other.</summary>
internal static partial class GateHint
{
    private const string SomeAmount = "50000 tokens";

    /// <summary>The commands.</summary>
    public static IReadOnlyList<string> Commands(GateDetails gate)
    {
        var amount = Amount().Match(GateText.Status(gate).Subject.Summary) is { Success: true } asked ? asked.Groups[1].Value : SomeAmount;
        return [.. gate.Gate.Decisions.Select(kind => Command(kind, gate.Gate.RunId, amount)).OfType<string>()];
    }

    /// <summary>The same where only the run is known: at its gate for a budget, or at another one.</summary>
    public static string Of(string runId, bool isBudget) =>
        $"workflows gates show {runId}; {Command(isBudget ? nameof(GateDecisionKind.RaiseBudget) : nameof(GateDecisionKind.Approve), runId, SomeAmount)}";

    private static string? Command(string kind, string runId, string amount) => Enum.TryParse<GateDecisionKind>(kind, ignoreCase: true, out var known) ? known switch
    {
        GateDecisionKind.Approve => $"workflows approve {runId}",
        GateDecisionKind.Reject => $"workflows reject {runId}",
        GateDecisionKind.RequestChanges => $"workflows reply {runId} --text '…'",
        GateDecisionKind.RaiseBudget => $"workflows reply {runId} --decision raise-budget --text '{TerminalText.Clean(amount, 60)}'",
        GateDecisionKind.Answer => $"workflows reply {runId} --decision answer --text '…'",
        GateDecisionKind.SendBack => $"workflows reply {runId} --decision send-back --text '…'",
        _ => null,
    } : null;

    // The gate of a budget says what it takes at least.
    [GeneratedRegex("raise the budget by at least '([^']{1,60})'")]
    private static partial Regex Amount();
}
