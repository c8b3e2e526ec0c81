using System.Globalization;
using Workflows.Domain.Gates;

namespace Workflows.Activities.Notifications;

/// <summary>Notices as texts that programs and shells take.</summary>
internal static class NotificationText
{
    /// <summary>
    /// The notice's id: the gate, when it was opened (a restarted run asks at a gate of the same id), and the notice's number. It goes into a
    /// header, so it holds plain ASCII only.
    /// </summary>
    public static string Delivery(GateNotice notice) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Uri.EscapeDataString(notice.GateId).Replace("%3A", ":", StringComparison.Ordinal)}/{notice.Gate.OpenedAt.ToUnixTimeMilliseconds()}/{notice.Number}");

    /// <summary>The command lines that decide. What they name is quoted: an id or a text must not become a command of its own.</summary>
    public static IReadOnlyList<string> Commands(string gateId, GateStatus gate) =>
        [.. gate.Rules.Decisions.Select(kind => Command(kind, Quoted(gateId), gate.ContentHash)).OfType<string>()];

    /// <summary>A word for a shell.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '@' or '+' or '=')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? Command(GateDecisionKind kind, string gate, string hash) => kind switch
    {
        GateDecisionKind.Approve => $"workflows approve {gate} --hash {hash}",
        GateDecisionKind.Reject => $"workflows reject {gate} --hash {hash}",
        GateDecisionKind.RequestChanges => $"workflows reply {gate} --hash {hash} --text '…'",
        GateDecisionKind.Answer => $"workflows reply {gate} --hash {hash} --decision answer --text '…'",
        GateDecisionKind.RaiseBudget => $"workflows reply {gate} --hash {hash} --decision raise-budget --text '…'",
        GateDecisionKind.SendBack => $"workflows reply {gate} --hash {hash} --decision send-back --text '…'",
        _ => null,
    };
}
