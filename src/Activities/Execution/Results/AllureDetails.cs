namespace Workflows.Activities.Execution.Results;

/// <summary>Why a test did not pass.</summary>
internal sealed record AllureDetails(string? Message, string? Trace);
