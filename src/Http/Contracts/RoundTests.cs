namespace Workflows.Http.Contracts;

/// <summary>What the loop's own run of the tests showed.</summary>
/// <param name="Command">The command.</param>
/// <param name="Ran">Whether it could be run at all.</param>
/// <param name="Passed">Whether it ended with exit code 0.</param>
/// <param name="ExitCode">The exit code; null where it did not end by itself.</param>
/// <param name="Failing">Names of failed tests as far as the output tells them; the first 50.</param>
/// <param name="Reason">Why it did not pass, in one line; null when it did.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Isolation">The sandbox that it ran in.</param>
public sealed record RoundTests(
    string Command, bool Ran, bool Passed, int? ExitCode, IReadOnlyList<string> Failing, string? Reason, RunArtifact? Output, double Seconds, string Isolation);
