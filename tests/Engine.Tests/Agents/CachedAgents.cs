using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Agents;

/// <summary>Agents with live sessions kept in memory, as a host runs.</summary>
public sealed class CachedAgents : AgentContract<EmbeddedHost>;
