using Workflows.Domain.Orchestration;

namespace Workflows.Domain.GenerateTests;

/// <summary>Keeps the custom status of a run.</summary>
internal sealed class GenerateTestsProgress(OrchestrationContext context)
{
    private const int Steps = (int)GenerateTestsStage.Done;

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
        context.SetCustomStatus(new GenerateTestsStatus(stage, (int)stage, Steps, Round, message, _title, _model, _failover));
        context.Logger.Log(LogSeverity.Information, "{Step}/{Steps} {Stage}: {Message}", (int)stage, Steps, stage, message);
    }
}
