using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>The whole contract with live sessions kept in memory, as a host runs.</summary>
public static class CachedSessions
{
    public sealed class Activity : ActivityContract<EmbeddedHost>;

    public sealed class FanOut : FanOutContract<EmbeddedHost>;

    public sealed class SubOrchestration : SubOrchestrationContract<EmbeddedHost>;

    public sealed class Timer : TimerContract<EmbeddedHost>;

    public sealed class TimeSkipping : TimeSkippingContract<EmbeddedHost>;

    public sealed class ExternalEvent : ExternalEventContract<EmbeddedHost>;

    public sealed class EventOrTimeout : EventOrTimeoutContract<EmbeddedHost>;

    public sealed class Retry : RetryContract<EmbeddedHost>;

    public sealed class Replay : ReplayContract<EmbeddedHost>;

    public sealed class ContinueAsNew : ContinueAsNewContract<EmbeddedHost>;

    public sealed class Suspend : SuspendContract<EmbeddedHost>;

    public sealed class SuspendFamily : SuspendFamilyContract<EmbeddedHost>;

    public sealed class Terminate : TerminateContract<EmbeddedHost>;

    public sealed class Rewind : RewindContract<EmbeddedHost>;

    public sealed class RewindOfChildren : RewindOfChildrenContract<EmbeddedHost>;

    public sealed class Fork : ForkContract<EmbeddedHost>;

    public sealed class ForkOfChildren : ForkOfChildrenContract<EmbeddedHost>;

    public sealed class OpenTasks : OpenTasksContract<EmbeddedHost>;

    public sealed class Parent : ParentContract<EmbeddedHost>;

    public sealed class Restart : RestartContract<EmbeddedHost>;

    public sealed class Purge : PurgeContract<EmbeddedHost>;

    public sealed class Query : QueryContract<EmbeddedHost>;

    public sealed class Change : ChangeContract<EmbeddedHost>;

    public sealed class Start : StartContract<EmbeddedHost>;

    public sealed class Read : ReadContract<EmbeddedHost>;

    public sealed class Failure : FailureContract<EmbeddedHost>;

    public sealed class PayloadLimit : PayloadLimitContract<EmbeddedHost>;

    public sealed class NonDeterminism : NonDeterminismContract<EmbeddedHost>;
}
