using System.Globalization;
using Workflows.Domain.Budgets;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.Agents;

/// <summary>How far a part of an agent's work is, and how it ends.</summary>
internal sealed class AgentWork
{
    /// <summary>Most failed attempts that are kept: what travels with every part must not grow with its turns.</summary>
    private const int MostAttempts = 50;

    private const int MostReason = 500;

    private readonly OrchestrationContext _context;
    private readonly AgentInput _input;
    private ModelAnswer? _last;

    public AgentWork(OrchestrationContext context, AgentInput input)
    {
        (_context, _input) = (context, input);
        var progress = input.Progress ?? new AgentProgress(1, 0, 0, ModelUsage.None, TimeSpan.Zero, [], input.Workspace, 0, []);
        Progress = progress with { BegunAt = progress.BegunAt ?? context.CurrentUtcDateTime };
    }

    public AgentProgress Progress { get; private set; }

    /// <summary>The turn that is under way, from 1.</summary>
    public int Turn => Progress.Turns + 1;

    /// <summary>Attempts at this turn that failed so far.</summary>
    public int Failed => Progress.Attempts.Where(attempt => attempt.Turn == Turn).Select(attempt => attempt.Attempt).DefaultIfEmpty().Max();

    /// <summary>The limit that is reached; null for none.</summary>
    public AgentResult? AtLimit()
    {
        var (role, limits) = (_input.Role.Name, _input.Role.Limits);
        if (Progress.Turns >= limits.MaxTurns)
        {
            return End(AgentEnd.TurnLimit, string.Create(CultureInfo.InvariantCulture,
                $"The {role} has made its {limits.MaxTurns} turns and is not done. Allow more with ORCH_MAX_TURNS_{role.Replace('-', '_').ToUpperInvariant()} and restart the run, or make the task smaller."));
        }

        var worked = Progress.Worked;
        return limits.MaxTime is { } most && worked >= most
            ? End(AgentEnd.TimeLimit, string.Create(CultureInfo.InvariantCulture, $"The {role} has worked for {worked.TotalMinutes:0.#} minutes and is not done; it may for {most.TotalMinutes:0.#} (ORCH_MAX_MINUTES). Allow more and restart the run, or make the task smaller."))
            : null;
    }

    /// <summary>What every attempt used is used, whatever came of it; so is its time.</summary>
    public void Heard(ModelAnswer answer, double seconds, bool useless = false)
    {
        Progress = Progress with
        {
            Usage = Progress.Usage.Plus(answer.Usage),
            Worked = Progress.Worked + TimeSpan.FromSeconds(seconds),
            Useless = Progress.Useless + (useless ? 1 : 0),
        };
        _last = answer.Response is null ? _last : answer;
    }

    public void Made(AgentTurn turn) => Progress = Progress with
    {
        Turns = Turn,
        CompactedTo = turn.CompactedTo,
        LastTurn = turn.Record,
        Results = [],
        AnswerTokens = null,
        Useless = 0,
    };

    public void Waited(TimeSpan delay) => Progress = Progress with { Worked = Progress.Worked + delay };

    public void Called(ToolResult result) => Progress = Progress with
    {
        ToolCalls = Progress.ToolCalls + 1,
        Worked = Progress.Worked + TimeSpan.FromSeconds(result.Seconds),
        Results = [.. Progress.Results, result],
        Workspace = result.Workspace,
    };

    public void Changed(Workspaces.WorkspaceState? workspace) => Progress = Progress with { Workspace = workspace };

    public void FailedOnce(int attempt, AgentFailureKind kind, string? reason, TimeSpan? delay) => Progress = Progress with
    {
        Attempts =
        [
            .. Progress.Attempts.TakeLast(MostAttempts - 1),
            new AgentAttempt(Turn, attempt, kind, Shortened(reason), new DateTimeOffset(_context.CurrentUtcDateTime, TimeSpan.Zero), delay?.TotalSeconds),
        ],
    };

    public void Show(string doing) => _context.SetCustomStatus(new AgentStatus(
        _input.Agent, _input.Role.Name, _input.Round, Turn, _input.Role.Limits.MaxTurns, Progress.ToolCalls, doing, _last?.Model, Progress.Usage));

    public AgentResult Answered(ModelAnswer answer) => End(AgentEnd.Answered, null) with { Answer = answer.Response };

    public AgentResult OverBudget(BudgetShortage shortage) =>
        End(AgentEnd.OverBudget, "The budget has no room for the next turn.") with { OverBudget = shortage };

    public AgentResult End(AgentEnd end, string? reason) => new(
        end, null, reason is null ? null : Shortened(reason), _last?.Model, _last?.Offline ?? false, _last?.Failover,
        Progress with { Part = Progress.Part + 1, OneTurn = false });

    private static string Shortened(string? reason) => reason switch
    {
        null => "it did not say why",
        { Length: > MostReason } => reason[..MostReason] + "…",
        _ => reason,
    };
}
