using Workflows.Engine.Tests.Contract;

namespace Workflows.Functions.Tests.Contract;

/// <summary>The whole contract through the adapters, every turn a replay.</summary>
public static class ReplayedTurns
{
    public sealed class Activity : ActivityContract<ReplayingAdapterHost>;

    public sealed class FanOut : FanOutContract<ReplayingAdapterHost>;

    public sealed class SubOrchestration : SubOrchestrationContract<ReplayingAdapterHost>;

    public sealed class Timer : TimerContract<ReplayingAdapterHost>;

    public sealed class TimeSkipping : TimeSkippingContract<ReplayingAdapterHost>;

    public sealed class ExternalEvent : ExternalEventContract<ReplayingAdapterHost>;

    public sealed class EventOrTimeout : EventOrTimeoutContract<ReplayingAdapterHost>;

    public sealed class Retry : RetryContract<ReplayingAdapterHost>;

    public sealed class Replay : ReplayContract<ReplayingAdapterHost>;

    public sealed class ContinueAsNew : ContinueAsNewContract<ReplayingAdapterHost>;

    public sealed class Suspend : SuspendContract<ReplayingAdapterHost>;

    public sealed class SuspendFamily : SuspendFamilyContract<ReplayingAdapterHost>;

    public sealed class Terminate : TerminateContract<ReplayingAdapterHost>;

    public sealed class Restart : RestartContract<ReplayingAdapterHost>;

    public sealed class Purge : PurgeContract<ReplayingAdapterHost>;

    public sealed class Query : QueryContract<ReplayingAdapterHost>;

    public sealed class Change : ChangeContract<ReplayingAdapterHost>;

    public sealed class Start : StartContract<ReplayingAdapterHost>;

    public sealed class Read : ReadContract<ReplayingAdapterHost>;

    public sealed class Failure : FailureContract<ReplayingAdapterHost>;

    public sealed class PayloadLimit : PayloadLimitContract<ReplayingAdapterHost>;

    public sealed class NonDeterminism : NonDeterminismContract<ReplayingAdapterHost>;
}
