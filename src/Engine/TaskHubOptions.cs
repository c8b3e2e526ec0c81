using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Engine;

/// <summary>How an embedded task hub runs.</summary>
public sealed record TaskHubOptions
{
    /// <summary>The SQLite file. Its folder is created. One process at a time owns it.</summary>
    public required string Path { get; init; }

    /// <summary>JSON of everything that crosses history.</summary>
    public PayloadConverter Converter { get; init; } = new(WorkflowJson.Default.Options);

    /// <summary>The clock of timers and time stamps.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many orchestrations run code at the same time.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = Environment.ProcessorCount;

    /// <summary>How many calls of one activity run at the same time. The limit is per activity name, so that a slow one starves no other.</summary>
    public int MaxConcurrentCallsPerActivity { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Other limits for single activities, by name.</summary>
    public IReadOnlyDictionary<string, int> ActivityConcurrency { get; init; } = new Dictionary<string, int>();

    /// <summary>How many instances stay live in memory between two events; the others are rebuilt from history when something arrives.</summary>
    public int MaxCachedInstances { get; init; } = 1_000;

    /// <summary>Most bytes of JSON that one input, output, event or status may have.</summary>
    public int MaxPayloadBytes { get; init; } = 256 * 1024;

    /// <summary>How long a stop waits for running activities before it cancels them.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
