using Workflows.Domain.Client;
using Workflows.Domain.Forks;

namespace Workflows.Http.Forks;

/// <summary>Where a fork is to begin.</summary>
/// <param name="Step">The name of the step, from the run down.</param>
/// <param name="Path">The lines of history that asked for it, from the run down.</param>
/// <param name="Question">The question that the step asks a model; null for a step that asks none.</param>
internal sealed record ForkPoint(string Step, IReadOnlyList<HistoryEvent> Path, ForkQuestion? Question)
{
    /// <summary>Whether the step asked a model, or the agent that it lies in did so from there on.</summary>
    public bool AskedAt { get; init; }

    /// <summary>Whether a model was asked behind it.</summary>
    public bool AskedBehind { get; init; }
}
