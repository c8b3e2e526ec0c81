using Workflows.Domain.Artifacts;

namespace Workflows.Domain.Workspaces;

/// <summary>What the loop's own run of the tests showed.</summary>
/// <param name="Command">The command.</param>
/// <param name="Ran">Whether it could be run at all: a missing program is trouble of the environment, and no failed test. That no tests were found is none: they can be written.</param>
/// <param name="Passed">Whether it ended with exit code 0.</param>
/// <param name="ExitCode">The exit code; null where it did not end by itself.</param>
/// <param name="Failing">Names of failed tests as far as the output tells them, sorted; the first 50.</param>
/// <param name="Reason">Why it did not pass, in one line; null when it did.</param>
/// <param name="Output">What it printed, bounded.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Isolation">The sandbox that it ran in: <c>bubblewrap</c>, <c>process</c>.</param>
public sealed record TestsReport(
    string Command, bool Ran, bool Passed, int? ExitCode, IReadOnlyList<string> Failing, string? Reason, ArtifactRef Output, double Seconds, string Isolation);
