using Workflows.Activities.SourceControl;
using Workflows.Domain.Agents;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Looks whether the repository that a commit goes to can be reached, wherever the settings put it by now.</summary>
internal sealed class ProbeRepositoryActivity(CommitTargets targets, ClonedRepository repository) : IActivity<RepositoryProbe, ProbeResult>
{
    /// <inheritdoc />
    public async Task<ProbeResult> RunAsync(ActivityContext context, RepositoryProbe input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            var remote = input.IsTask
                ? (await targets.FindAsync(input.TaskPath is { } path ? new TaskRepository(path, "", "") : null, cancellationToken)).Remote
                : repository.Address();
            await repository.WorkAsync(remote, async (clone, _) => { await clone.ProbeAsync(cancellationToken); return true; }, cancellationToken);
            return new ProbeResult(true, null);
        }
        catch (SourceControlException trouble) when (trouble.IsUnreachable)
        {
            return new ProbeResult(false, trouble.Message);
        }
        catch (Exception exception) when (exception is SourceControlException or CommitRefusedException)
        {
            // It answers. What it says, the commit will tell with what is to be done.
            return new ProbeResult(true, null);
        }
    }
}
