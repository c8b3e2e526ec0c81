using Workflows.Engine.Tests.Contract;

namespace Workflows.Engine.Tests.Embedded;

/// <summary>The whole contract without a cache: every turn is a replay, so that whatever a replay could break breaks here.</summary>
public static class ReplayedTurns
{
    public sealed class Activity : ActivityContract<ReplayingHost>;

    public sealed class FanOut : FanOutContract<ReplayingHost>;

    public sealed class SubOrchestration : SubOrchestrationContract<ReplayingHost>;

    public sealed class Timer : TimerContract<ReplayingHost>;

    public sealed class TimeSkipping : TimeSkippingContract<ReplayingHost>;

    public sealed class ExternalEvent : ExternalEventContract<ReplayingHost>;

    public sealed class EventOrTimeout : EventOrTimeoutContract<ReplayingHost>;

    public sealed class Retry : RetryContract<ReplayingHost>;

    public sealed class Replay : ReplayContract<ReplayingHost>;

    public sealed class ContinueAsNew : ContinueAsNewContract<ReplayingHost>;

    public sealed class Suspend : SuspendContract<ReplayingHost>;

    public sealed class SuspendFamily : SuspendFamilyContract<ReplayingHost>;

    public sealed class Terminate : TerminateContract<ReplayingHost>;

    public sealed class Rewind : RewindContract<ReplayingHost>;

    public sealed class RewindOfChildren : RewindOfChildrenContract<ReplayingHost>;

    public sealed class Fork : ForkContract<ReplayingHost>;

    public sealed class ForkOfChildren : ForkOfChildrenContract<ReplayingHost>;

    public sealed class OpenTasks : OpenTasksContract<ReplayingHost>;

    public sealed class Parent : ParentContract<ReplayingHost>;

    public sealed class Restart : RestartContract<ReplayingHost>;

    public sealed class Purge : PurgeContract<ReplayingHost>;

    public sealed class Query : QueryContract<ReplayingHost>;

    public sealed class Change : ChangeContract<ReplayingHost>;

    public sealed class Start : StartContract<ReplayingHost>;

    public sealed class Read : ReadContract<ReplayingHost>;

    public sealed class Failure : FailureContract<ReplayingHost>;

    public sealed class PayloadLimit : PayloadLimitContract<ReplayingHost>;

    public sealed class NonDeterminism : NonDeterminismContract<ReplayingHost>;
}
