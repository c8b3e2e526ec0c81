namespace Workflows.Activities.Execution.Results;

/// <summary>One test in the stored results.</summary>
internal sealed record ResultEntry(
    string Name, string Method, int Row, TestOutcome Outcome, double DurationSeconds, string? Message, string? Stack, string? Output,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Traits);
