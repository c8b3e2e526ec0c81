namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null where it did not end by itself.</param>
/// <param name="Output">What it printed on its standard output, bounded; what is left out is said.</param>
/// <param name="Error">The same for its standard error.</param>
/// <param name="Problem">Why it did not end by itself, or could not be started; null otherwise.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Isolation">The fence: <c>bubblewrap</c>, <c>process</c>.</param>
internal sealed record SandboxResult(int? ExitCode, string Output, string Error, string? Problem, double Seconds, string Isolation);
