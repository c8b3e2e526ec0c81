using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Gates with live sessions kept in memory, as a host runs.</summary>
public static class CachedGates
{
    public sealed class Decisions : GateDecisionContract<EmbeddedHost>;

    public sealed class Hostility : GateHostilityContract<EmbeddedHost>;

    public sealed class Content : GateContentContract<EmbeddedHost>;

    public sealed class Deadlines : GateDeadlineContract<EmbeddedHost>;

    public sealed class Restarts : GateRestartContract<EmbeddedHost>;

    public sealed class Budgets : BudgetGateContract<EmbeddedHost>;
}
