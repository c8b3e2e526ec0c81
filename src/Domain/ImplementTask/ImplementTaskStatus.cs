using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.ImplementTask;

/// <summary>The custom status of a run.</summary>
/// <param name="Title">What the run is called: the task's first heading; null until it is known.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Step">Which step it is, from 1.</param>
/// <param name="Steps">How many there are, as far as is known.</param>
/// <param name="Round">The round; null before the first.</param>
/// <param name="MaxRounds">Most rounds.</param>
/// <param name="Message">What happens now, in a sentence.</param>
/// <param name="Verdict">The last verdict; null before the first.</param>
/// <param name="Model">The model that answered last; null when none has.</param>
/// <param name="Failover">Why it was the offline one; null for a real one.</param>
/// <param name="Usage">What the run used so far.</param>
public sealed record ImplementTaskStatus(
    string? Title, ImplementTaskStage Stage, int Step, int Steps, int? Round, int MaxRounds, string Message, Verdict? Verdict, string? Model, string? Failover,
    ModelUsage? Usage);
