using Workflows.Engine.Tests.Contract;

namespace Workflows.Functions.Tests.Contract;

/// <summary>The whole contract through the adapters, with live sessions kept in memory.</summary>
public static class CachedSessions
{
    public sealed class Activity : ActivityContract<AdapterHost>;

    public sealed class FanOut : FanOutContract<AdapterHost>;

    public sealed class SubOrchestration : SubOrchestrationContract<AdapterHost>;

    public sealed class Timer : TimerContract<AdapterHost>;

    public sealed class TimeSkipping : TimeSkippingContract<AdapterHost>;

    public sealed class ExternalEvent : ExternalEventContract<AdapterHost>;

    public sealed class EventOrTimeout : EventOrTimeoutContract<AdapterHost>;

    public sealed class Retry : RetryContract<AdapterHost>;

    public sealed class Replay : ReplayContract<AdapterHost>;

    public sealed class ContinueAsNew : ContinueAsNewContract<AdapterHost>;

    public sealed class Suspend : SuspendContract<AdapterHost>;

    public sealed class SuspendFamily : SuspendFamilyContract<AdapterHost>;

    public sealed class Terminate : TerminateContract<AdapterHost>;

    public sealed class Restart : RestartContract<AdapterHost>;

    public sealed class Purge : PurgeContract<AdapterHost>;

    public sealed class Query : QueryContract<AdapterHost>;

    public sealed class Change : ChangeContract<AdapterHost>;

    public sealed class Start : StartContract<AdapterHost>;

    public sealed class Read : ReadContract<AdapterHost>;

    public sealed class Failure : FailureContract<AdapterHost>;

    public sealed class PayloadLimit : PayloadLimitContract<AdapterHost>;

    public sealed class NonDeterminism : NonDeterminismContract<AdapterHost>;
}
