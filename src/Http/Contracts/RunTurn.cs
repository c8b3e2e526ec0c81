using Workflows.Domain.GenerateTests;

namespace Workflows.Http.Contracts;

/// <summary>A turn of an agent: the model is asked once, and the tools that it wants are called.</summary>
public sealed record RunTurn
{
    /// <summary>Which one, from 1.</summary>
    public required int Turn { get; init; }

    /// <summary>The instance that made it.</summary>
    public required string ChildId { get; init; }

    /// <summary>The step of that instance's timeline at which the model was asked.</summary>
    public required string StepId { get; init; }

    /// <summary>What to name it by when the run is to be forked from here; null where it cannot be.</summary>
    public string? Forkable { get; init; }

    /// <summary>running; done; failed; or stopped, when the agent ended before it did.</summary>
    public required string State { get; init; }

    /// <summary>The model; null until it has answered.</summary>
    public string? Model { get; init; }

    /// <summary>What all of its attempts used; null until the model has answered.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>When the model was first asked (UTC).</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>How long the model took, or has taken so far; tool calls are not in it, waits between attempts are.</summary>
    public double Seconds { get; init; }

    /// <summary>How often the model was asked.</summary>
    public int Attempts { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The record of the turn, with what the model said; null until there is one.</summary>
    public RunArtifact? Record { get; init; }

    /// <summary>The tool calls.</summary>
    public IReadOnlyList<RunToolCall> Calls { get; init; } = [];
}
