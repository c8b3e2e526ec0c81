using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>Takes a commit of a run back on its branch of the configured repository and pushes that.</summary>
internal sealed class RevertCommit(ClonedRepository repository, IAuditLog audit, TimeProvider time, ILogger<RevertCommit> logger)
    : IActivity<RevertCommitInput, RevertResult>
{
    /// <inheritdoc />
    public async Task<RevertResult> RunAsync(ActivityContext context, RevertCommitInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var result = await RevertAsync(input, cancellationToken);
        if (result.Sha is null)
        {
            SourceControlLog.NotReverted(logger, input.RunId, result.RevertedSha, result.Branch, result.Repository, result.Refusal!);
            return result;
        }

        // It gets on record even if the host dies before this line: the call is made again, and finds the commit.
        await audit.AppendAsync(RevertNote.Of(input.RunId, result), cancellationToken);
        return result;
    }

    private async Task<RevertResult> RevertAsync(RevertCommitInput input, CancellationToken cancellationToken)
    {
        // The repository of tasks is the host's own: nobody has to configure it.
        var isTask = repository.Settings.TaskFallback is { Length: > 0 } tasks && input.Commit.Repository == Path.GetFullPath(tasks);
        if (!isTask && repository.Settings.Target is null)
        {
            return Refused(input, $"No repository is configured, so nothing can be reverted. Set SourceControl:Repository to the one that the run committed to ({input.Commit.Repository}), start the host anew, and ask again; or take it back there by hand: git revert {input.Commit.Sha}.");
        }

        var remote = isTask ? new RepositoryAddress(input.Commit.Repository, null) : repository.Address();
        var (request, refusal) = RevertRequest.From(input, remote);
        if (request is null)
        {
            return Refused(input, refusal!);
        }

        try
        {
            return await repository.WorkAsync(
                remote, (clone, folder) => new RevertDelivery(clone, folder, remote, repository.Settings, time, logger).DeliverAsync(request, cancellationToken), cancellationToken);
        }
        catch (CommitRefusedException refused)
        {
            return Refused(input, refused.Message);
        }
    }

    private static RevertResult Refused(RevertCommitInput input, string refusal) =>
        new(input.Commit.Repository, input.Commit.Branch, input.Commit.Sha, null, GitIdentity.From(input.By).Name, input.At, refusal);
}
