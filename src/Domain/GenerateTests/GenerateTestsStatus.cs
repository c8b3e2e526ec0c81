namespace Workflows.Domain.GenerateTests;

/// <summary>The custom status of a run: where it is and how far.</summary>
/// <param name="Stage">The step that it is at.</param>
/// <param name="Step">The step's number, 1 to <paramref name="Steps"/>.</param>
/// <param name="Steps">How many steps there are in all.</param>
/// <param name="Round">The round of model and check, from 1.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Title">The document's title, once known.</param>
/// <param name="Model">The model that answered last.</param>
/// <param name="Failover">Why the offline model was used in the real one's place; null when it was not.</param>
/// <param name="Usage">What its model calls have used so far; null before the first answer.</param>
public sealed record GenerateTestsStatus(
    GenerateTestsStage Stage, int Step, int Steps, int Round, string Message, string? Title = null, string? Model = null, string? Failover = null,
    ModelUsage? Usage = null);
