using Workflows.Domain.Orchestration;

namespace Workflows.Domain.SourceControl;

/// <summary>The activities on the configured repository.</summary>
public static class SourceControlActivities
{
    /// <summary>Commits files to a branch and pushes it, exactly once for a run and branch.</summary>
    public static ActivityDefinition<CommitInput, CommitResult> CommitFiles { get; } = new("CommitFiles");
}
