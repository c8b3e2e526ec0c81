using System.Globalization;
using System.Text;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Contracts;

namespace Workflows.Http.Digests;

/// <summary>A digest as Markdown. Labels, messages and what people said are shown as text, whatever is in them.</summary>
internal static class DigestText
{
    private const int MostCharacters = 300;

    public static string Write(Digest digest)
    {
        var text = new StringBuilder();
        var counts = digest.Counts;
        Line(text, $"# Since {digest.Since:yyyy-MM-dd HH:mm} UTC");
        Line(text, $"");
        Line(text, $"Until {digest.Until:yyyy-MM-dd HH:mm} UTC: {counts.Finished} finished, {counts.Failed} failed, {counts.Rejected} rejected, {counts.Terminated} terminated; {counts.Running} running, {counts.Waiting} waiting for a decision. Spent: {Usage(digest.Spent)}.");
        if (digest.Truncated)
        {
            Line(text, $"");
            Line(text, $"So much happened that only the newest of it was read.");
        }

        Section(text, "To look at", digest.Risks, counts.Risks, risk => $"{Code(risk.RunId)}: {Escape(risk.Why)}");
        Section(text, "Waiting for a decision", digest.Waiting, counts.Waiting, item =>
            $"{Escape(item.Title)} ({Code(item.RunId)}), for {Duration(item.WaitingSeconds)}{(item.DeadlineAt is { } deadline ? $", until {deadline:yyyy-MM-dd HH:mm} UTC" : "")}{(item.Usage is { } usage ? $", cost so far {Usage(usage)}" : "")}");
        Section(text, "Finished", digest.Finished, counts.Finished, Run);
        Section(text, "Failed", digest.Failed, counts.Failed, Run);
        Section(text, "Rejected", digest.Rejected, counts.Rejected, Run);
        Section(text, "Terminated", digest.Terminated, counts.Terminated, Run);
        Section(text, "Running", digest.Running, counts.Running, Run);
        Section(text, "Decisions", digest.Decisions, counts.Decisions, decision =>
            $"{decision.At:yyyy-MM-dd HH:mm} UTC: {Escape(decision.Decision)} by {Escape(decision.By)} on {Escape(decision.Title)} ({Code(decision.RunId)}){(decision.Text is { } said ? ": " + Escape(said) : "")}");
        Section(text, "Commits", digest.Commits, counts.Commits, commit =>
            $"{Code(commit.Sha)} on {Code(commit.Branch)}{(commit.Repository is { } repository ? " in " + Code(repository) : "")}, approved by {Escape(commit.ApprovedBy)} ({Code(commit.RunId)}){(commit.Reverted is { } reverted ? $"; taken back by {Escape(reverted.By)}" : "")}");
        return text.ToString();
    }

    /// <summary>A text that Markdown shows as it is: in one line, with no markup, link, mention or HTML of its own.</summary>
    public static string Escape(string? text)
    {
        var plain = OneLine(text);
        var escaped = new StringBuilder(plain.Length + 16);
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            switch (c)
            {
                case '<' or '>' or '&' or '@' or '"' or '\'':
                case ':' when plain.AsSpan(i).StartsWith("://"):
                case '.' when plain.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase):
                    escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
                    break;
                case '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '+' or '-' or '!' or '|' or '~' or '=' or '^' or '$':
                    escaped.Append('\\').Append(c);
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static string Run(RunSummary run) =>
        $"{Escape(run.Label ?? run.Workflow)} ({Code(run.RunId)}){(run.Outcome is { } outcome ? ", " + Escape(outcome) : "")}{(run.Message is { } message ? ": " + Escape(message) : "")}";

    // As code nothing in it is markup, but a backtick would end it.
    private static string Code(string text) => "`" + OneLine(text).Replace('`', '\'') + "`";

    private static string OneLine(string? text)
    {
        var line = new StringBuilder();
        foreach (var c in text ?? "")
        {
            line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : Gates.DecisionText.IsDirectionMark(c) ? '\uFFFD' : c);
            if (line.Length == MostCharacters)
            {
                return line.Append('…').ToString();
            }
        }

        return line.ToString().Trim();
    }

    private static string Usage(ModelUsage usage) => string.Create(CultureInfo.InvariantCulture,
        $"{usage.InputTokens} + {usage.OutputTokens} tokens{(usage.CostUsd is { } cost ? $", {cost:0.00##} USD" : "")}");

    private static string Duration(double seconds) => TimeSpan.FromSeconds(seconds) switch
    {
        { TotalDays: >= 2 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
        { TotalHours: >= 2 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} hours"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes"),
    };

    private static void Section<T>(StringBuilder text, string title, IReadOnlyList<T> entries, int count, Func<T, string> line)
    {
        if (count == 0)
        {
            return;
        }

        Line(text, $"");
        Line(text, $"## {title} ({count})");
        Line(text, $"");
        foreach (var entry in entries)
        {
            text.Append("- ").Append(line(entry)).Append('\n');
        }

        if (entries.Count < count)
        {
            Line(text, $"- and {count - entries.Count} more");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
