using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Reverts;

namespace Workflows.Http.Product;

/// <summary>Instances in the words of the product.</summary>
internal static class RunView
{
    /// <summary>All that the instance itself tells; artifacts and single results are not among it.</summary>
    public static Run Whole(ApiRequest request, OrchestrationMetadata instance)
    {
        var run = new Run
        {
            RunId = instance.InstanceId,
            Workflow = instance.Name,
            Status = StatusOf(instance.RuntimeStatus),
            CreatedAt = instance.CreatedAt.UtcDateTime,
            LastUpdatedAt = instance.LastUpdatedAt.UtcDateTime,
            Url = request.Link("v1", "runs", instance.InstanceId),
            Error = ErrorOf(instance),
            ForkedFrom = instance.ForkedFrom is { } origin ? new RunFork(origin.InstanceId, origin.Step) : null,
            Progress = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? 1 : 0,
        };
        return instance.Name.Equals(GenerateTestsOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase) ? WithTests(run, instance)
            : ImplementTaskRuns.Is(instance.Name) ? TaskView.Of(request, run, instance)
            : RevertInstance.From(instance) is { } revert ? RevertView.Listed(run, revert)
            : run;
    }

    public static RunArtifact Artifact(ApiRequest request, ArtifactRef artifact) => new(
        artifact.Name, artifact.Length, artifact.Sha256, artifact.ContentType,
        request.Link(["v1", "runs", artifact.RunId, "artifacts", .. artifact.Name.Split('/')]));

    private static Run WithTests(Run run, OrchestrationMetadata instance)
    {
        var input = Read(instance.Input, WorkflowJson.Default.GenerateTestsInput);
        run = run with { Label = input?.Label };
        if (Read(instance.CustomStatus, WorkflowJson.Default.GenerateTestsStatus) is { } status)
        {
            run = run with
            {
                Label = input?.Label ?? status.Title,
                Stage = JsonNamingPolicy.CamelCase.ConvertName(status.Stage.ToString()),
                Step = status.Step,
                Steps = status.Steps,
                Round = status.Round,
                Progress = run.Status == RunStatus.Finished ? 1 : Math.Round((status.Step - 1) / (double)Math.Max(1, status.Steps - 1), 3),
                Message = status.Message,
                Model = status.Model,
                Failover = status.Failover,
                Usage = status.Usage,
            };
        }

        var result = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? Read(instance.Output, WorkflowJson.Default.GenerateTestsResult) : null;
        return result is null ? run : run with
        {
            Outcome = RunSummary.OutcomeWord(result.Outcome),
            Round = result.Rounds,
            Model = result.Model,
            Failover = result.Failover,
            Usage = result.Usage,
            Refusal = result.Execution?.Refusal,
            Delivery = result.Delivery is { } delivery
                ? new RunDelivery(JsonNamingPolicy.CamelCase.ConvertName(delivery.Decision.ToString()), delivery.By, delivery.Text, delivery.Reviews, delivery.Commit)
                : null,
            Tests = result.Execution is { Refusal: null } tests
                ? new RunTests(tests.Total, tests.Passed, tests.Failed, tests.Skipped, tests.DurationSeconds, tests.Isolation, tests.Failures, tests.ApiCoverage)
                : null,
        };
    }

    /// <summary>A status in the words of the product.</summary>
    public static RunStatus StatusOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => RunStatus.Queued,
        OrchestrationRuntimeStatus.Suspended => RunStatus.Suspended,
        OrchestrationRuntimeStatus.Completed => RunStatus.Finished,
        OrchestrationRuntimeStatus.Failed => RunStatus.Failed,
        OrchestrationRuntimeStatus.Terminated => RunStatus.Terminated,
        _ => RunStatus.Running,
    };

    private static RunError? ErrorOf(OrchestrationMetadata instance) => instance switch
    {
        { RuntimeStatus: OrchestrationRuntimeStatus.Failed, Failure: { } failure } => Cause(failure),
        { RuntimeStatus: OrchestrationRuntimeStatus.Terminated } => new RunError("terminated",
            Management.InstanceView.Status(instance, showInput: false).Output is { ValueKind: JsonValueKind.String } reason && reason.GetString() is { Length: > 0 } text
                ? $"Terminated by an operator: {text}"
                : "Terminated by an operator."),
        _ => null,
    };

    // A task's failure wraps what really happened; people want the latter.
    private static RunError Cause(FailureDetails failure)
    {
        while (failure.ErrorType == typeof(TaskFailedException).FullName && failure.InnerFailure is { } inner)
        {
            failure = inner;
        }

        return new RunError(failure.ErrorType[(failure.ErrorType.LastIndexOf('.') + 1)..], failure.ErrorMessage);
    }

    /// <summary>What a workflow has written; null for nothing, and for what another version of it wrote.</summary>
    public static T? Read<T>(string? json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            // Written by another version of the workflow: the rest of the run is still worth telling.
            return null;
        }
    }
}
