using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>One try of a checked commit: it stands and is on record, or the repository cannot be reached, which the caller may want to wait for.</summary>
internal sealed class CommitTry(ClonedRepository repository, IAuditLog audit, TimeProvider time, ILogger logger)
{
    /// <param name="remote">The repository.</param>
    /// <param name="request">The commit.</param>
    /// <param name="contents">Its files.</param>
    /// <param name="waits">Whether the caller waits for a repository that cannot be reached.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CommitRefusedException">Something in the repository forbids it.</exception>
    /// <exception cref="SourceControlException">The remote cannot be used, and the caller does not wait for that.</exception>
    public async Task<CommitResult> MakeAsync(
        RepositoryAddress remote, CommitRequest request, CommitContents contents, bool? waits, CancellationToken cancellationToken)
    {
        CommitResult result;
        try
        {
            result = await repository.WorkAsync(
                remote,
                (clone, folder) => new CommitDelivery(clone, folder, remote, repository.Settings, time, logger).DeliverAsync(request, contents, cancellationToken),
                cancellationToken);
        }
        catch (SourceControlException trouble) when (trouble.IsUnreachable && waits is true)
        {
            SourceControlLog.Unreachable(logger, request.RunId, remote.Text, trouble.Message);
            return new CommitResult(remote.Text, request.Branch, "", Existed: false) { Unreachable = trouble.Message };
        }

        // It gets on record even if the host dies before this line: the call is made again, and finds the commit.
        await audit.AppendAsync(CommitNote.Of(request, result), cancellationToken);
        return result;
    }
}
