using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.Client;
using Workflows.Domain.Serialization;
using Workflows.Domain.SourceControl;

namespace Workflows.Http.Reverts;

/// <summary>A revert as the store has it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Input">What was asked for; null where another version wrote it.</param>
/// <param name="Result">What became of it; null while it is under way, and where it failed.</param>
internal sealed record RevertInstance(OrchestrationMetadata Instance, RevertInput? Input, RevertResult? Result)
{
    /// <summary>Null when the instance is something else than a revert.</summary>
    public static RevertInstance? From(OrchestrationMetadata? instance) =>
        instance is not null && IsRevert(instance)
            ? new RevertInstance(
                instance, Read(instance.Input, WorkflowJson.Default.RevertInput),
                instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? Read(instance.Output, WorkflowJson.Default.RevertResult) : null)
            : null;

    /// <summary>Whether an instance is a revert.</summary>
    public static bool IsRevert(OrchestrationMetadata instance) =>
        instance.Name.Equals(RevertOrchestrator.Definition.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when the instance may be restarted. A revert that was refused must not be done later in the name of the one who asked then.</summary>
    public static string? RestartProblem(OrchestrationMetadata instance) => IsRevert(instance)
        ? $"'{instance.InstanceId}' takes back what a run committed. That is asked for anew by POST /v1/runs/{{runId}}/revert, which says who asks; nothing was restarted."
        : null;

    /// <summary>Whether it has taken this commit back. A run that was restarted has another one.</summary>
    public bool HasTakenBack(CommitResult commit) => Result is { Sha: not null } && Result.RevertedSha == commit.Sha;

    private static T? Read<T>(string? json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
