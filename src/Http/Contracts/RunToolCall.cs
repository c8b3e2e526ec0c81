namespace Workflows.Http.Contracts;

/// <summary>A tool call of an agent. All of its texts were written by a model.</summary>
public sealed record RunToolCall
{
    /// <summary>Its place among the calls of the turn, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The tool, as the model wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>What it was called with, as the model wrote it; the first 500 characters. Null where it is long and stored.</summary>
    public string? Arguments { get; init; }

    /// <summary>All of it, where it is long.</summary>
    public RunArtifact? Stored { get; init; }

    /// <summary>waiting for the calls before it; running; done; failed; or stopped, when the agent ended before it did.</summary>
    public required string State { get; init; }

    /// <summary>What happened, in one line; null until it has.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether it was refused; null until that is known.</summary>
    public bool? Refused { get; init; }

    /// <summary>How long it took; null until it has ended.</summary>
    public double? Seconds { get; init; }

    /// <summary>What the model was told; null until it has ended.</summary>
    public RunArtifact? Output { get; init; }
}
