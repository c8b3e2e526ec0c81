using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>What a run did, step by step, as people read it: first what to type to fork it from there.</summary>
internal static class TimelineText
{
    private const string NoFork = "-";
    private const int MostName = 200;

    /// <summary>A line of titles, one for each step, and what the run waits for.</summary>
    public static IEnumerable<string> Lines(RunTimeline timeline)
    {
        var width = timeline.Steps.Select(step => Name(step).Length).Append("--from".Length).Max();
        // Of an agent all steps have the same round, which says nothing.
        var rounds = timeline.Steps.Select(step => step.Round).OfType<int>().Distinct().Count() > 1;
        yield return $"{"--from".PadRight(width)}  {"state",-8} {"took",9}  what it did";
        foreach (var step in timeline.Steps)
        {
            yield return $"{Name(step).PadRight(width)}  {TerminalText.Clean(step.State, 20),-8} {RunText.Seconds(step.Seconds),9}  {What(step, rounds)}";
        }

        if (timeline.WaitingFor is { } wait)
        {
            yield return $"It waits for {TerminalText.Clean(wait.What, 300)}.";
        }
    }

    private static string Name(TimelineStep step) => TerminalText.Clean(step.Forkable ?? NoFork, MostName);

    private static string What(TimelineStep step, bool rounds) =>
        TerminalText.Clean(step.Title, 80)
        + (rounds && step.Round is { } round ? $", round {round}" : "")
        + (step.Attempts.Count > 1 ? $", {step.Attempts.Count} attempts" : "")
        + (step.Summary is { } summary ? $": {TerminalText.Clean(summary, 120)}" : step.WaitsFor is { } wait ? $": waits for {TerminalText.Clean(wait, 120)}" : "");
}
