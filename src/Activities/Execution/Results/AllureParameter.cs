namespace Workflows.Activities.Execution.Results;

/// <summary>What one row of a theory was given.</summary>
internal sealed record AllureParameter(string Name, string Value);
