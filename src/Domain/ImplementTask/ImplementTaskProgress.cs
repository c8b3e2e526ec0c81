using Workflows.Domain.Agents;
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.ImplementTask;

/// <summary>Keeps the custom status of a run.</summary>
internal sealed class ImplementTaskProgress(OrchestrationContext context, ImplementTaskInput input)
{
    private readonly List<ImplementTaskStage> _steps =
    [
        ImplementTaskStage.Open, ImplementTaskStage.Plan, .. input.ApprovePlan ? [ImplementTaskStage.ApprovePlan] : Array.Empty<ImplementTaskStage>(),
        ImplementTaskStage.Implement, .. input.Settings.TestCommand.Length > 0 ? [ImplementTaskStage.Test] : Array.Empty<ImplementTaskStage>(),
        ImplementTaskStage.Review, ImplementTaskStage.Document, ImplementTaskStage.Approve, ImplementTaskStage.Commit, ImplementTaskStage.Done,
    ];

    private string? _title;
    private readonly HeardModels _models = new();
    private string? _failover;
    private Verdict? _verdict;
    private ImplementTaskStage _stage;
    private string _message = "";

    /// <summary>The round that is under way; null before the first.</summary>
    public int? Round { get; set; }

    /// <summary>The last round that is made.</summary>
    public int LastRound { get; set; } = input.Settings.MaxRounds;

    /// <summary>What all agents used.</summary>
    public ModelUsage Usage { get; private set; } = ModelUsage.None;

    public void Knows(string title) => _title = title;

    public void Heard(string agent, AgentResult result)
    {
        Usage = Usage.Plus(result.Progress.Usage);
        _models.Hear(agent, result.Model);
        // A person who answers in a model's place says nothing of the model of the other steps.
        _failover = result.Model is null || GivenAnswer.Is(result.Model) ? _failover : result.Failover;
    }

    public void Judged(Verdict verdict)
    {
        _verdict = verdict;
        At(ImplementTaskStage.Review, $"Round {Round}: {TaskText.Of(verdict)}");
    }

    public void At(ImplementTaskStage stage, string message)
    {
        (_stage, _message) = (stage, message);
        Show(stage, message);
    }

    /// <summary>That the run waits for money, for its model or for the repository; or that it goes on.</summary>
    public void Waits(AgentWait? wait)
    {
        if (wait is null)
        {
            Show(_stage, _message);
        }
        else
        {
            Show(wait.IsBudget ? ImplementTaskStage.TopUp : ImplementTaskStage.Infrastructure, wait.Message);
        }
    }

    private void Show(ImplementTaskStage stage, string message)
    {
        // A wait is no step of its own.
        var step = Math.Max(1, _steps.IndexOf(_steps.Contains(stage) ? stage : _stage) + 1);
        context.SetCustomStatus(new ImplementTaskStatus(
            _title, stage, step, _steps.Count, Round, LastRound, message, _verdict, _models.Text, _failover, Usage == ModelUsage.None ? null : Usage));
        context.Logger.Log(LogSeverity.Information, "{Step}/{Steps} {Stage}: {Message}", step, _steps.Count, stage, message);
    }
}
