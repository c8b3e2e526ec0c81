using System.Text.Json;
using Workflows.Domain.Artifacts;
using Workflows.Domain.ImplementTask;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Activities.ImplementTask;

/// <summary>Keeps what came of a step as <c>steps/&lt;step&gt;.json</c>.</summary>
internal sealed class RecordStepActivity(IArtifactStore artifacts) : IActivity<StepRecord, ArtifactRef>
{
    public const string Folder = "steps/";

    public Task<ArtifactRef> RunAsync(ActivityContext context, StepRecord input, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(
            input.RunId, $"{Folder}{input.Name}.json", JsonSerializer.SerializeToUtf8Bytes(input, WorkflowJson.Default.StepRecord), "application/json", cancellationToken);
}
