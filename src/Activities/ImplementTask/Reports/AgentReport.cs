using Workflows.Domain.Agents;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.ImplementTask.Reports;

/// <summary>An agent's work.</summary>
internal sealed record AgentReport(
    string Agent, string Role, int Round, AgentEnd End, string? Reason, string? Model, bool Offline, string? Failover, string Instructions, int Turns,
    int ToolCalls, ModelUsage Usage, double WorkedSeconds, IReadOnlyList<AgentAttempt> Attempts, IReadOnlyList<CommandReport> Commands,
    IReadOnlyList<CallReport> Calls, int CallsLeftOut)
{
    /// <summary>Changes of a command-line agent outside of its scope, which were not taken; null for none.</summary>
    public IReadOnlyList<string>? Dropped { get; init; }
}
