using System.Text;
using System.Text.Json;
using Workflows.Domain.Agents;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;
using Workflows.Http.Contracts;
using Workflows.Http.Gates;
using Workflows.Http.Product;

namespace Workflows.Http.Timelines;

/// <summary>Steps in the words of the API.</summary>
internal static class TimelineView
{
    public const string Waiting = "waiting";
    public const string Running = "running";

    private const int MostArtifacts = 50;
    private const int MostDepth = 6;

    /// <summary>The step.</summary>
    /// <param name="step">What its history says.</param>
    /// <param name="gate">The gate that it asked; null when it is none, or gone.</param>
    /// <param name="sources">The run, and behind it the others whose artifacts its steps may tell of.</param>
    /// <param name="forkable">What to name it by when the run is to be forked from here; null where it cannot be.</param>
    /// <param name="endedAt">When the run ended; null while it goes on.</param>
    /// <param name="now">The time.</param>
    public static TimelineStep Step(StepInProgress step, GateStatus? gate, IReadOnlyList<string> sources, string? forkable, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        var (names, owner) = sources.Select(id => (Artifacts(step.Result, id), id)).FirstOrDefault(found => found.Item1.Count > 0);
        var end = step.EndedAt ?? endedAt;
        var state = State(step, endedAt is not null);
        return new TimelineStep
        {
            Id = step.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Kind = step.IsAgent ? StepInProgress.Agent : step.Kind,
            Name = step.Name,
            Title = Title(step, gate),
            State = state,
            StartedAt = step.StartedAt.UtcDateTime,
            EndedAt = end?.UtcDateTime,
            Seconds = Seconds(step.StartedAt, end ?? now),
            Attempts = step.Attempts,
            Round = gate?.Round ?? Number(step.Input, "round"),
            ChildId = ChildId(step),
            WaitsFor = state == Waiting ? Wait(step, gate) : null,
            Summary = StepSummary.Of(step),
            Artifacts = names,
            ArtifactsRunId = owner == sources[0] ? null : owner,
            Forkable = forkable,
        };
    }

    public static double Seconds(DateTimeOffset from, DateTimeOffset to) => Math.Round(Math.Max(0, (to - from).TotalSeconds), 3);

    /// <summary>The instance that a step started, as far as its history tells.</summary>
    public static string? ChildId(StepInProgress step)
    {
        if (step.Kind is not (StepInProgress.Gate or StepInProgress.Orchestrator) || JsonText.Element(step.Input) is not { } input)
        {
            return null;
        }

        // One engine puts the child's id into the parent's history, the other its input.
        return input.ValueKind == JsonValueKind.String ? input.GetString()
            : step.Kind == StepInProgress.Gate && RunView.Read(step.Input, WorkflowJson.Default.GateInput) is { } asked ? GateInput.IdOf(asked.RunId, asked.Name, asked.Round)
            : step.IsAgent && RunView.Read(step.Input, WorkflowJson.Default.AgentInput) is { } agent ? AgentCall.IdOf(agent.RunId, agent.Agent, agent.Progress?.Part ?? 1)
            : null;
    }

    private static string State(StepInProgress step, bool runHasEnded) => step switch
    {
        { EndedAt: not null, Failure: null } => "done",
        { EndedAt: not null } => "failed",
        _ when runHasEnded => "stopped",
        { Kind: StepInProgress.Gate or StepInProgress.Timer } or { IsPaused: true } => Waiting,
        _ => Running,
    };

    private static string Title(StepInProgress step, GateStatus? gate) => step.Kind switch
    {
        StepInProgress.Gate => gate?.Subject.Title ?? "A decision",
        _ when step.IsAgent => AgentOf(step) is { } agent ? $"Agent {agent}" : "Agent",
        StepInProgress.Timer => step.FireAt is { } at ? $"Wait until {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "Wait",
        StepInProgress.Event => step.IsSent ? $"Event {step.Name} sent" : $"Event {step.Name} arrived",
        _ => Words(step.Name),
    };

    // A child's id ends with the agent's name and the part of its work.
    private static string? AgentOf(StepInProgress step) =>
        ChildId(step)?.Split(':') is { Length: >= 3 } parts ? parts[^1] == "1" ? parts[^2] : $"{parts[^2]}, part {parts[^1]}" : null;

    private static string Wait(StepInProgress step, GateStatus? gate) => step.Kind switch
    {
        StepInProgress.Gate => gate is { Rules.Quorum: > 1 } ? $"a decision ({gate.Taken.Count} of {gate.Rules.Quorum} approvals so far)" : "a decision",
        StepInProgress.Timer => "its time",
        _ => $"its next attempt, after: {step.Attempts[^1].Error}",
    };

    // UnderstandDocument: "Understand document".
    private static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(name[i]));
            }
            else
            {
                words.Append(name[i] is '-' or '_' ? ' ' : name[i]);
            }
        }

        return words.ToString();
    }

    private static int? Number(string? json, string member) =>
        JsonText.Element(json) is { ValueKind: JsonValueKind.Object } input
        && input.TryGetProperty(member, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : null;

    private static List<string> Artifacts(string? result, string runId)
    {
        var names = new List<string>();
        if (JsonText.Element(result) is { } root)
        {
            Collect(root, runId, names, 0);
        }

        return names;
    }

    // Whatever has the form of a reference to one of the run's artifacts.
    private static void Collect(JsonElement element, string runId, List<string> names, int depth)
    {
        if (depth > MostDepth || names.Count >= MostArtifacts)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            if (Text(element, "runId") == runId && Text(element, "sha256") is not null && Text(element, "name") is { } name)
            {
                if (!names.Contains(name))
                {
                    names.Add(name);
                }

                return;
            }

            foreach (var member in element.EnumerateObject())
            {
                Collect(member.Value, runId, names, depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in element.EnumerateArray())
            {
                Collect(entry, runId, names, depth + 1);
            }
        }
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
