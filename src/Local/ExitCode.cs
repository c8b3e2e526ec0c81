namespace Workflows.Local;

/// <summary>What the exit code of <c>workflows</c> means.</summary>
internal enum ExitCode
{
    /// <summary>It was done; where tests ran, all of them passed; where a task was implemented, it passed its review.</summary>
    Success = 0,

    /// <summary>The run finished, and at least one test, or the task, did not pass.</summary>
    TestsFailed = 1,

    /// <summary>The command line, a setting or the input is wrong.</summary>
    Usage = 2,

    /// <summary>The run failed or was terminated, or one of its agents did not get to its end.</summary>
    RunFailed = 3,

    /// <summary>There is no such run, artifact or file.</summary>
    NotFound = 4,

    /// <summary>The state of the run does not allow it.</summary>
    Refused = 5,

    /// <summary>The host, its store or the network cannot be used right now.</summary>
    Unavailable = 6,

    /// <summary>The audit log is not what was written.</summary>
    AuditBroken = 7,

    /// <summary>The run finished, and a human, or the deadline of its gate, has said no.</summary>
    Rejected = 8,

    /// <summary>Ended by Ctrl+C or SIGTERM.</summary>
    Cancelled = 130,
}
