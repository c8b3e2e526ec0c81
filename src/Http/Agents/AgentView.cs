using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Client;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Contracts;
using Workflows.Http.Product;
using Workflows.Http.Timelines;

namespace Workflows.Http.Agents;

/// <summary>Agents in the words of the API.</summary>
internal static class AgentView
{
    public const string Running = "running";
    public const string Waiting = "waiting";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Stopped = "stopped";

    /// <summary>The agent without its turns.</summary>
    public static RunAgent Of(ApiRequest request, OrchestrationMetadata run, IReadOnlyList<AgentPartRead> parts, DateTimeOffset now)
    {
        var (first, last) = (parts[0], parts[^1]);
        // A part that has said nothing yet goes on from where the one before it ended.
        var progress = last.Result?.Progress ?? last.Input.Progress;
        var status = last.Result is null ? last.Status : null;
        var state = State(run, last);
        DateTimeOffset? endedAt = state is Running or Waiting ? null : last.Instance.IsEnded ? last.Instance.LastUpdatedAt : run.LastUpdatedAt;
        return new RunAgent
        {
            Agent = first.Input.Agent,
            Role = first.Input.Role.Name,
            Round = first.Input.Round,
            State = state,
            End = state is Done or Failed && last.Result is { } result ? Word(result.End) : null,
            Reason = last.Result?.Reason ?? last.Instance.Failure?.ErrorMessage,
            Doing = state == Running ? status?.Doing : null,
            Model = last.Result?.Model ?? status?.Model ?? parts.Select(part => part.Result?.Model).LastOrDefault(model => model is not null),
            Turns = status is null ? progress?.Turns ?? 0 : Math.Max(0, status.Turn - 1),
            MaxTurns = last.Input.Role.Limits.MaxTurns,
            ToolCalls = status?.ToolCalls ?? progress?.ToolCalls ?? 0,
            Usage = status?.Usage ?? progress?.Usage ?? ModelUsage.None,
            StartedAt = first.Instance.CreatedAt.UtcDateTime,
            EndedAt = endedAt?.UtcDateTime,
            Seconds = TimelineView.Seconds(first.Instance.CreatedAt, endedAt ?? now),
            Parts = [.. parts.Select(part => Part(run, part))],
            Instructions = Artifact(request, first.Input.Instructions),
            Prompt = Artifact(request, first.Input.Prompt),
            Answer = Artifact(request, last.Result?.Answer),
            Attempts = progress?.Attempts ?? [],
        };
    }

    public static RunArtifact? Artifact(ApiRequest request, ArtifactRef? artifact) => artifact is null ? null : RunView.Artifact(request, artifact);

    private static AgentPart Part(OrchestrationMetadata run, AgentPartRead part) => new(
        part.Instance.InstanceId,
        part.Result is not null ? Done : part.Instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? Failed : run.IsEnded || part.Instance.IsEnded ? Stopped : Running,
        part.Result is { } result ? Word(result.End) : null,
        part.Instance.CreatedAt.UtcDateTime,
        part.Instance.IsEnded ? part.Instance.LastUpdatedAt.UtcDateTime : null);

    private static string State(OrchestrationMetadata run, AgentPartRead last) => last switch
    {
        { Result.End: AgentEnd.Answered } => Done,
        { Result.End: AgentEnd.OverBudget or AgentEnd.Unreachable } => run.IsEnded ? Stopped : Waiting,
        { Result.End: AgentEnd.Paused } => run.IsEnded ? Stopped : Running,
        { Result: not null } or { Instance.RuntimeStatus: OrchestrationRuntimeStatus.Failed } => Failed,
        _ => run.IsEnded || last.Instance.IsEnded ? Stopped : Running,
    };

    private static string Word(AgentEnd end) => JsonNamingPolicy.CamelCase.ConvertName(end.ToString());
}
