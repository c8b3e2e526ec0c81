using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Agents;

/// <summary>Agents without a cache: every turn is a replay.</summary>
public sealed class ReplayedAgents : AgentContract<ReplayingHost>;
