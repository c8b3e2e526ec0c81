using System.Globalization;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>The inbox as people read it.</summary>
internal static class InboxText
{
    /// <summary>One item, over two lines.</summary>
    public static IEnumerable<string> Lines(InboxItem item)
    {
        yield return $"{TerminalText.Clean(item.GateId),-44} {TerminalText.Clean(item.ContentHash, 12)}  {TerminalText.Clean(item.Title, 80)}";
        yield return $"    waits {Duration(item.WaitingSeconds)}"
            + (item.DeadlineAt is { } deadline ? $", until {deadline:yyyy-MM-dd HH:mm} UTC" : "")
            + (item.Escalated ? ", escalated" : "")
            + (item.Quorum > 1 ? $", {item.Approvals} of {item.Quorum} approvals" : "")
            + (item.Blocks is { } run ? $"; holds up {TerminalText.Clean(run.Label ?? item.RunId, 60)}{ForkText.Origin(run.ForkedFrom, ", ")}" : "")
            + (item.Usage is { } usage ? $"; cost {Usage(usage)}" : "");
    }

    /// <summary>Tokens, and money where it is known.</summary>
    public static string Usage(ModelUsage usage) => string.Create(CultureInfo.InvariantCulture,
        $"{usage.InputTokens} + {usage.OutputTokens} tokens{(usage.CostUsd is { } cost ? $", {cost:0.00##} USD" : "")}");

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalDays: >= 2 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
        { TotalHours: >= 2 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} hours"),
        { TotalMinutes: >= 2 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} seconds"),
    };
}
