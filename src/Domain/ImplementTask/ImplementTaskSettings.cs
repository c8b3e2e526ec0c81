using Workflows.Domain.Agents;

namespace Workflows.Domain.ImplementTask;

/// <summary>Limits and commands of a run, as the host's settings were when it began.</summary>
public sealed record ImplementTaskSettings
{
    /// <summary>Most rounds of implementer and reviewer, 1 to 20 (row R4). <c>ORCH_MAX_ROUNDS</c>.</summary>
    public int MaxRounds { get; init; } = 4;

    /// <summary>The command that runs the tests, in <c>workspace/</c>. <c>ORCH_TEST_COMMAND</c>.</summary>
    public string TestCommand { get; init; } = "dotnet test";

    /// <summary>Longest <c>DIFF:</c> in the reviewer's prompt, in characters (row R10). <c>ORCH_REVIEWER_DIFF_MAX_CHARS</c>.</summary>
    public int DiffMaxChars { get; init; } = 12_000;

    /// <summary>Longest <c>RED_FLAGS:</c> there (row R11). <c>ORCH_REVIEWER_RED_FLAGS_MAX_CHARS</c>.</summary>
    public int RedFlagsMaxChars { get; init; } = 4_000;

    /// <summary>The planner's limits. <c>ORCH_MAX_TURNS_PLANNER</c>, <c>ORCH_RETRY_PLANNER_MAX_ATTEMPTS</c> (rows R12, R13).</summary>
    public AgentLimits Planner { get; init; } = new() { MaxTurns = 6 };

    /// <summary>The implementer's limits.</summary>
    public AgentLimits Implementer { get; init; } = new() { MaxTurns = 80 };

    /// <summary>The reviewer's limits.</summary>
    public AgentLimits Reviewer { get; init; } = new() { MaxTurns = 10 };

    /// <summary>The tech writer's limits.</summary>
    public AgentLimits TechWriter { get; init; } = new() { MaxTurns = 10 };
}
