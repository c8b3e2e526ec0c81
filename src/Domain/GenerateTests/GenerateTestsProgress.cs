using System.Globalization;
using Workflows.Domain.Forks;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.GenerateTests;

/// <summary>Keeps the custom status of a run.</summary>
internal sealed class GenerateTestsProgress(OrchestrationContext context, bool delivers)
{
    private readonly int _steps = (int)GenerateTestsStage.Execute + (delivers ? 3 : 1);

    private string? _title;
    private readonly HeardModels _models = new();
    private string? _failover;
    private ModelUsage? _usage;

    public int Round { get; set; } = 1;

    /// <summary>Who answered, where a person did in some rounds and a model in others; null otherwise.</summary>
    public string? MixedModels => _models.Mixed;

    public void Knows(string title) => _title = title;

    /// <summary>What an answer was, and what all answers together have used.</summary>
    public void Heard(ModelAnswer answer, ModelUsage usage)
    {
        _models.Hear(string.Create(CultureInfo.InvariantCulture, $"round {Round}"), answer.Model);
        (_failover, _usage) = (GivenAnswer.Is(answer.Model) ? _failover : answer.Failover, usage);
        context.Logger.Log(
            LogSeverity.Information,
            "Model {Model} answered with {Length} bytes ({Failover})", answer.Model, answer.Response?.Length, answer.Failover ?? "as asked");
    }

    public void At(GenerateTestsStage stage, string message)
    {
        var step = stage switch
        {
            GenerateTestsStage.Done => _steps,
            GenerateTestsStage.TopUp => (int)GenerateTestsStage.Model,
            GenerateTestsStage.Infrastructure => (int)GenerateTestsStage.Commit,
            _ => (int)stage,
        };
        context.SetCustomStatus(new GenerateTestsStatus(stage, step, _steps, Round, message, _title, _models.Text, _failover, _usage));
        context.Logger.Log(LogSeverity.Information, "{Step}/{Steps} {Stage}: {Message}", step, _steps, stage, message);
    }
}
