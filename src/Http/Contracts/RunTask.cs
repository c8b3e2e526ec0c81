using Workflows.Domain.ImplementTask;

namespace Workflows.Http.Contracts;

/// <summary>What came of a task so far.</summary>
public sealed record RunTask
{
    /// <summary>The last verdict; null before the first.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why it did not pass, in one line; null while it goes on, and when it did.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there was no task to be found, and the demo task was taken; false until the task was read.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The rounds, as far as they came.</summary>
    public IReadOnlyList<RunRound> Rounds { get; init; } = [];

    /// <summary>What each role did and used; while the run goes on, of the agents that are done.</summary>
    public IReadOnlyList<RoleUsage> Roles { get; init; } = [];

    /// <summary>The plan; null until there is one.</summary>
    public RunArtifact? Plan { get; init; }

    /// <summary>The reports.</summary>
    public IReadOnlyList<RunArtifact> Reports { get; init; } = [];

    /// <summary>Where the reports are on the host's machine; null where they are artifacts only.</summary>
    public string? ReportsFolder { get; init; }

    /// <summary>Why they could not be written there; null when they were.</summary>
    public string? ReportsProblem { get; init; }

    /// <summary>The folder that the task lies in, and that the change is written back to; null where the files came with the request.</summary>
    public string? Folder { get; init; }

    /// <summary>How many files were written back or deleted there; null until that was done.</summary>
    public int? Written { get; init; }

    /// <summary>Files that somebody changed there meanwhile, which were left alone: the first of them.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];
}
