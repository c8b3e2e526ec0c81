namespace Workflows.Local.Output;

/// <summary>What <c>--json</c> prints when a command fails.</summary>
internal sealed record CommandError(string Error, string Advice, int ExitCode);
