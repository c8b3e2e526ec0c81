namespace Workflows.Http.Contracts;

/// <summary>One executed test.</summary>
/// <param name="Name">The test.</param>
/// <param name="Outcome">passed, failed, skipped …</param>
/// <param name="DurationSeconds">How long it took.</param>
/// <param name="Message">Why it did not pass.</param>
public sealed record RunTestResult(string Name, string Outcome, double? DurationSeconds, string? Message);
