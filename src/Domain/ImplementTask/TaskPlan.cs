using Workflows.Domain.Artifacts;

namespace Workflows.Domain.ImplementTask;

/// <summary>The plan of a run (row R1).</summary>
/// <param name="Text">The plan and its acceptance criteria.</param>
/// <param name="Points">How many points it has, at most <see cref="PlanParser.MostPoints"/>.</param>
/// <param name="Criteria">How many acceptance criteria, at most <see cref="PlanParser.MostCriteria"/>.</param>
/// <param name="Cut">What was cut off, in a sentence; null for nothing.</param>
/// <param name="Infrastructure">The real infrastructure that the task or the plan asks for (row R11), by name; the first of it.</param>
public sealed record TaskPlan(ArtifactRef Text, int Points, int Criteria, string? Cut, IReadOnlyList<string> Infrastructure);
