namespace Workflows.Activities.Execution.Results;

/// <summary>A label by which reports group.</summary>
internal sealed record AllureLabel(string Name, string Value);
