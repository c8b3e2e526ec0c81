using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;

namespace Workflows.Domain.SourceControl;

/// <summary>The activities on the configured repository.</summary>
public static class SourceControlActivities
{
    /// <summary>Commits files to a branch and pushes it, exactly once for a run and branch.</summary>
    public static ActivityDefinition<CommitInput, CommitResult> CommitFiles { get; } = new("CommitFiles");

    /// <summary>Looks whether the repository of a commit can be reached.</summary>
    public static ActivityDefinition<RepositoryProbe, ProbeResult> ProbeRepository { get; } = new("ProbeRepository");

    /// <summary>Takes a commit of a run back and pushes that, exactly once, or says why it was not done.</summary>
    public static ActivityDefinition<RevertCommitInput, RevertResult> RevertCommit { get; } = new("RevertCommit");
}
