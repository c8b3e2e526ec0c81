namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>A call of a stored turn.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">Its arguments as the model wrote them; may be no JSON.</param>
internal sealed record RecordedTurnCall(string Tool, string? Arguments);
