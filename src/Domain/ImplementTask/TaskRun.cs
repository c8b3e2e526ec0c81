using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Domain.ImplementTask;

/// <summary>What all steps of a run share.</summary>
internal sealed class TaskRun(
    OrchestrationContext context, ImplementTaskInput input, ImplementTaskProgress progress, OpenedWorkspace opened, TaskBrief task)
{
    private const int MostRounds = 20;
    private const int MostFiles = 10;
    private const int MostFailing = 5;
    private const int MostName = 200;
    private const int MostFixes = 500;

    private readonly List<RoundResult> _rounds = [];
    private readonly List<string> _steps = [];

    public OrchestrationContext Context => context;

    public ImplementTaskInput Input => input;

    public ImplementTaskProgress Progress => progress;

    /// <summary>The files as the run found them.</summary>
    public OpenedWorkspace Opened => opened;

    public TaskBrief Task => task;

    public TaskAgents Agents { get; } = new(context, input, progress);

    /// <summary>When the run began (UTC).</summary>
    public DateTimeOffset StartedAt { get; } = new(context.CurrentUtcDateTime, TimeSpan.Zero);

    /// <summary>The plan that holds; null before there is one.</summary>
    public TaskPlan? Plan { get; set; }

    /// <summary>The last rounds, in short: the whole of them is in the reports.</summary>
    public IReadOnlyList<RoundResult> Rounds => _rounds;

    /// <summary>The steps that were recorded.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>A prompt for a role, with what every role is told.</summary>
    public AgentPromptInput Prompt(string role, string agent, int round, WorkspaceState workspace) =>
        new(context.InstanceId, role, agent, round, workspace, task, input.Settings.TestCommand, StartedAt)
        {
            Plan = Plan?.Text,
        };

    /// <summary>Keeps what came of a step for the reports.</summary>
    public async Task RecordAsync(string name, IReadOnlyList<AgentRecord> agents, RoundResult? round = null, string? changes = null)
    {
        await context.CallActivityAsync(
            ImplementTaskActivities.RecordStep, new StepRecord(context.InstanceId, name, agents, round, changes), ImplementTaskOrchestrator.Patient);
        _steps.Add(name);
        if (round is not null)
        {
            _rounds.Add(Short(round));
            _rounds.RemoveRange(0, Math.Max(0, _rounds.Count - MostRounds));
        }
    }

    // The result of a run has to fit into its history, whatever the number of rounds, files and tests.
    private static RoundResult Short(RoundResult round) => round with
    {
        Diff = round.Diff with { Files = [.. round.Diff.Files.Take(MostFiles)] },
        Tests = round.Tests is { } tests ? tests with { Failing = [.. tests.Failing.Take(MostFailing).Select(name => Cut(name, MostName)!)] } : null,
        Verdict = round.Verdict is { } verdict ? verdict with { Fixes = Cut(verdict.Fixes, MostFixes), Overruled = Cut(verdict.Overruled, MostFixes) } : null,
    };

    private static string? Cut(string? text, int most) => text?.Length > most ? text[..most] + "…" : text;
}
