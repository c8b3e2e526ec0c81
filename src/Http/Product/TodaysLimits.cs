using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Client;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Serialization;

namespace Workflows.Http.Product;

/// <summary>
/// The input of a task that is done again, with the limits that the host has now: whoever has allowed more wants that to hold. What came
/// with the request stays.
/// </summary>
internal static class TodaysLimits
{
    /// <summary>The input of a restart, which begins at the beginning: all settings of the host hold as they do for a start.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">Its input, as far as it is made already.</param>
    /// <param name="today">The settings of the host.</param>
    public static string? Restarted(OrchestrationMetadata run, string? input, ImplementTaskSettings today) => Changed(run, input, known => known.Given is { } given
        ? today with { MaxRounds = given.MaxRounds ?? today.MaxRounds, TestCommand = given.TestCommand ?? today.TestCommand }
        // An older version did not tell what was given.
        : today with { MaxRounds = known.Settings.MaxRounds, TestCommand = known.Settings.TestCommand });

    /// <summary>
    /// The input of a fork, which lives through what the run has decided: larger limits of its agents hold, as no decision before a limit
    /// was reached would have been another one with them. Nothing else changes.
    /// </summary>
    /// <inheritdoc cref="Restarted"/>
    public static string? Forked(OrchestrationMetadata run, string? input, ImplementTaskSettings today) => Changed(run, input, known => known.Settings with
    {
        Planner = Larger(known.Settings.Planner, today.Planner),
        Implementer = Larger(known.Settings.Implementer, today.Implementer),
        Reviewer = Larger(known.Settings.Reviewer, today.Reviewer),
        TechWriter = Larger(known.Settings.TechWriter, today.TechWriter),
    });

    private static string? Changed(OrchestrationMetadata run, string? input, Func<ImplementTaskInput, ImplementTaskSettings> change) =>
        ImplementTaskRuns.Is(run.Name) && RunView.Read(input, WorkflowJson.Default.ImplementTaskInput) is { } known && change(known) is var settings && settings != known.Settings
            ? JsonSerializer.Serialize(known with { Settings = settings }, WorkflowJson.Default.ImplementTaskInput)
            : input;

    private static AgentLimits Larger(AgentLimits known, AgentLimits today) => known with
    {
        MaxTurns = Math.Max(known.MaxTurns, today.MaxTurns),
        MaxAttempts = Math.Max(known.MaxAttempts, today.MaxAttempts),
        MaxTime = known.MaxTime is { } before && today.MaxTime is { } now ? (before > now ? before : now) : null,
    };
}
