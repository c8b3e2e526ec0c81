using Workflows.Domain.Orchestration;

namespace Workflows.Domain.GenerateTests;

/// <summary>Keeps the custom status of a run.</summary>
internal sealed class GenerateTestsProgress(OrchestrationContext context, bool delivers)
{
    private readonly int _steps = (int)GenerateTestsStage.Execute + (delivers ? 3 : 1);

    private string? _title;
    private string? _model;
    private string? _failover;

    public int Round { get; set; } = 1;

    public void Knows(string title) => _title = title;

    public void Heard(ModelAnswer answer)
    {
        (_model, _failover) = (answer.Model, answer.Failover);
        context.Logger.Log(
            LogSeverity.Information,
            "Model {Model} answered with {Length} bytes ({Failover})", answer.Model, answer.Response.Length, answer.Failover ?? "as asked");
    }

    public void At(GenerateTestsStage stage, string message)
    {
        var step = stage == GenerateTestsStage.Done ? _steps : (int)stage;
        context.SetCustomStatus(new GenerateTestsStatus(stage, step, _steps, Round, message, _title, _model, _failover));
        context.Logger.Log(LogSeverity.Information, "{Step}/{Steps} {Stage}: {Message}", step, _steps, stage, message);
    }
}
