using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Gates;

/// <summary>Gates without a cache: every turn is a replay.</summary>
public static class ReplayedGates
{
    public sealed class Decisions : GateDecisionContract<ReplayingHost>;

    public sealed class Hostility : GateHostilityContract<ReplayingHost>;

    public sealed class Content : GateContentContract<ReplayingHost>;

    public sealed class Deadlines : GateDeadlineContract<ReplayingHost>;

    public sealed class Restarts : GateRestartContract<ReplayingHost>;

    public sealed class Budgets : BudgetGateContract<ReplayingHost>;
}
