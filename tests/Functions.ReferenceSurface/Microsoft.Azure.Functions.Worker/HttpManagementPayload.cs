namespace Microsoft.Azure.Functions.Worker;

/// <summary>Addresses that manage an instance. They hold a key: whoever has them may use them.</summary>
public class HttpManagementPayload
{
    /// <summary>The instance.</summary>
    public string? Id { get; internal set; }

    /// <summary>GET: its status.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>POST: raises an event, named in place of <c>{eventName}</c>.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>POST: ends it.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>POST: rewinds it. Left out by current versions.</summary>
    public string? RewindPostUri { get; internal set; }

    /// <summary>DELETE: purges it.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>POST: restarts it. Left out by current versions.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>POST: pauses it.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>POST: resumes it.</summary>
    public string? ResumePostUri { get; internal set; }
}
