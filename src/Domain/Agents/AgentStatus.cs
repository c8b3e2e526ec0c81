using Workflows.Domain.GenerateTests;

namespace Workflows.Domain.Agents;

/// <summary>What an agent does now: the custom status of its instance.</summary>
/// <param name="Agent">Its name within the run.</param>
/// <param name="Role">Its role.</param>
/// <param name="Round">The round.</param>
/// <param name="Turn">The turn that is under way, from 1.</param>
/// <param name="MaxTurns">Most turns.</param>
/// <param name="ToolCalls">Tool calls so far.</param>
/// <param name="Doing">What it does, in one line.</param>
/// <param name="Model">The model that answered last; null when none has.</param>
/// <param name="Usage">What it used so far.</param>
public sealed record AgentStatus(
    string Agent, string Role, int Round, int Turn, int MaxTurns, int ToolCalls, string Doing, string? Model, ModelUsage Usage);
