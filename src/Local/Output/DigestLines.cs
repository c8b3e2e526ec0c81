using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>A digest as people read it in a terminal.</summary>
internal static class DigestLines
{
    public static IEnumerable<string> Of(Digest digest)
    {
        var counts = digest.Counts;
        yield return $"{digest.Since:yyyy-MM-dd HH:mm} to {digest.Until:yyyy-MM-dd HH:mm} UTC";
        yield return $"finished {counts.Finished}, failed {counts.Failed}, rejected {counts.Rejected}, terminated {counts.Terminated}, running {counts.Running}, waiting {counts.Waiting}; spent {InboxText.Usage(digest.Spent)}";
        if (digest.Truncated)
        {
            yield return "So much happened that only the newest of it was read.";
        }

        foreach (var line in Section("to look at", digest.Risks, risk => $"{TerminalText.Clean(risk.RunId),-34} {TerminalText.Clean(risk.Why, 200)}")
            .Concat(Section("waiting", digest.Waiting, item => $"{TerminalText.Clean(item.GateId),-44} {TerminalText.Clean(item.Title, 80)}"))
            .Concat(Section("finished", digest.Finished, Run)).Concat(Section("failed", digest.Failed, Run))
            .Concat(Section("rejected", digest.Rejected, Run)).Concat(Section("terminated", digest.Terminated, Run)).Concat(Section("running", digest.Running, Run))
            .Concat(Section("decisions", digest.Decisions, decision =>
                $"{decision.At:yyyy-MM-dd HH:mm}  {TerminalText.Clean(decision.Decision, 20)} by {TerminalText.Clean(decision.By, 60)} on {TerminalText.Clean(decision.Title, 60)}"))
            .Concat(Section("commits", digest.Commits, commit => $"{TerminalText.Clean(commit.Sha, 64)} on {TerminalText.Clean(commit.Branch, 100)}, approved by {TerminalText.Clean(commit.ApprovedBy, 60)}")))
        {
            yield return line;
        }
    }

    private static string Run(RunSummary run) =>
        $"{TerminalText.Clean(run.RunId),-34} {TerminalText.Clean(run.Label ?? run.Workflow, 40),-24} {TerminalText.Clean(run.Outcome ?? run.Message, 120)}";

    private static IEnumerable<string> Section<T>(string title, IReadOnlyList<T> entries, Func<T, string> line) =>
        entries.Count == 0 ? [] : [title, .. entries.Select(entry => "    " + line(entry))];
}
