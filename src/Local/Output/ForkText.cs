using Workflows.Http.Contracts;

namespace Workflows.Local.Output;

/// <summary>Forks as people read them in lists.</summary>
internal static class ForkText
{
    /// <summary>Where a run comes from, to stand behind what is told of it; empty for a run that is no fork.</summary>
    public static string Origin(RunFork? origin, string before = "  ") =>
        origin is null ? "" : $"{before}fork of {TerminalText.Clean(origin.RunId, 100)} at {TerminalText.Clean(origin.Step, 60)}";
}
