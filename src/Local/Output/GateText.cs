using System.Text.Json;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Gates as people read them.</summary>
internal static class GateText
{
    private const int MostLines = 12;

    /// <summary>The status that a gate shows.</summary>
    public static GateStatus Status(GateDetails gate) => gate.Status.Deserialize(WorkflowJson.Default.GateStatus)!;

    /// <summary>All that is decided on, over several lines.</summary>
    public static IEnumerable<string> Block(GateDetails details)
    {
        var gate = details.Gate;
        var status = Status(details);
        yield return $"gate       {TerminalText.Clean(gate.GateId)}  {State(gate)}";
        yield return $"title      {TerminalText.Clean(gate.Title, 200)}";
        foreach (var line in status.Subject.Summary.Split('\n').Take(MostLines))
        {
            yield return $"           {TerminalText.Clean(line, 300)}";
        }

        if (gate.ForkedFrom is not null)
        {
            yield return $"run        {TerminalText.Clean(gate.RunId)}{ForkText.Origin(gate.ForkedFrom, ", ")}";
        }

        foreach (var item in details.Artifacts)
        {
            yield return $"file       {TerminalText.Clean(item.Label, 100)}  {item.Artifact.Length} bytes  sha256 {TerminalText.Clean(item.Artifact.Sha256, 64)}";
        }

        if (details.Artifacts.Count > 0)
        {
            yield return $"           'workflows artifacts {TerminalText.Clean(gate.RunId)} {TerminalText.Clean(details.Artifacts[0].Artifact.Name, 200)}' shows it; so does the dashboard";
        }

        if (status.Changed.Count > 0)
        {
            yield return $"changed    {string.Join(", ", status.Changed.Select(label => TerminalText.Clean(label, 100)))} since it was first shown";
        }

        yield return $"hash       {TerminalText.Clean(gate.ContentHash, 64)}";
        yield return $"allowed    {string.Join(", ", gate.Decisions.Select(kind => TerminalText.Clean(kind, 40)))}{Who(status)}";
        foreach (var (i, command) in (gate.State.Equals(nameof(GateState.Open), StringComparison.OrdinalIgnoreCase) ? GateHint.Commands(details) : []).Index())
        {
            yield return $"{(i == 0 ? "type" : ""),-10} {command}";
        }

        if (gate.Quorum > 1)
        {
            yield return $"approvals  {gate.Approvals} of {gate.Quorum}";
        }

        if (gate.DeadlineAt is { } deadline)
        {
            yield return $"deadline   {deadline:yyyy-MM-dd HH:mm:ss} UTC, then: {status.Rules.AtDeadline}";
        }

        foreach (var decision in status.Taken)
        {
            yield return $"decided    {decision.Kind} by {TerminalText.Clean(decision.By, 100)} ({TerminalText.Clean(decision.Channel, 20)}) at {decision.At:u}{(decision.Text is null ? "" : $": {TerminalText.Clean(decision.Text, 300)}")}";
        }
    }

    /// <summary>One line of a list.</summary>
    public static string Line(GateSummary gate) =>
        $"{TerminalText.Clean(gate.GateId),-44} {State(gate),-9} {gate.OpenedAt:yyyy-MM-dd HH:mm:ss}  {TerminalText.Clean(gate.ContentHash, 12)}  {TerminalText.Clean(gate.Title, 60)}{ForkText.Origin(gate.ForkedFrom)}";

    private static string State(GateSummary gate) => TerminalText.Clean(gate.State, 20).ToLowerInvariant();

    private static string Who(GateStatus gate)
    {
        var names = gate.Rules.Users.Concat(gate.Rules.Roles.Select(role => $"role {role}")).Concat(gate.Escalated ? gate.Rules.EscalateTo : []).ToList();
        return names.Count == 0 ? "" : $"  by {string.Join(", ", names.Select(name => TerminalText.Clean(name, 100)))}";
    }
}
