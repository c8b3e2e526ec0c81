using System.Globalization;
using Microsoft.Extensions.Logging;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// Takes one commit back exactly once, wherever an earlier try was cut off. What somebody has changed since is not touched: then nothing
/// is done at all.
/// </summary>
internal sealed class RevertDelivery(
    GitClone clone, CloneFolder folder, RepositoryAddress remote, SourceControlOptions options, TimeProvider time, ILogger logger)
{
    private readonly CommitSearch _search = new(clone);
    private readonly RevertPlanning _planning = new(clone, remote);
    private readonly CommitWriter _writer = new(clone, folder, options);

    /// <exception cref="CommitRefusedException">Something in the repository forbids it.</exception>
    /// <exception cref="SourceControlException">The remote cannot be used right now.</exception>
    public async Task<RevertResult> DeliverAsync(RevertRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var tip = await clone.FetchAsync(request.Branch, cancellationToken);
            if (tip.Commit is not null && await _search.RevertAsync(tip.Commit, request.Trailers, cancellationToken) is { } standing)
            {
                SourceControlLog.AlreadyReverted(logger, request.RunId, request.Sha, tip.Branch, remote.Text, standing.Id);
                return new RevertResult(remote.Text, tip.Branch, request.Sha, standing.Id, GitIdentity.From(standing.Author).Name, TimeOf(standing));
            }

            if (await folder.FindMarkAsync(request.Key, cancellationToken) is { } pushed)
            {
                return Refused(request,
                    $"Commit {pushed}, which took back that of run {request.RunId}, was pushed to branch '{request.Branch}' of {remote.Text}, and is no longer there: the branch was deleted, or its history rewritten. It is not pushed a second time.");
            }

            var plan = await _planning.PlanAsync(request, tip, cancellationToken);
            if (plan.Refusal is { } refusal)
            {
                return Refused(request, refusal);
            }

            var commit = await _writer.CommitAsync(request.Author, request.At, request.Message(plan.Subject), plan.IndexLines, tip.Commit, cancellationToken);
            if (await clone.PushAsync(request.Branch, commit, tip.Commit, cancellationToken) != PushOutcome.Moved)
            {
                await folder.MarkAsync(request.Key, commit, cancellationToken);
                SourceControlLog.Reverted(logger, request.RunId, request.Sha, request.Branch, remote.Text, commit, request.Author.Name);
                return Done(request, commit);
            }

            SourceControlLog.Moved(logger, request.RunId, request.Branch, attempt, options.PushAttempts);
            if (attempt == options.PushAttempts)
            {
                throw new SourceControlException(string.Create(CultureInfo.InvariantCulture,
                    $"Branch '{request.Branch}' of {remote.Text} moved {attempt} times while the commit of run {request.RunId} was taken back. It is tried again; when many write to one branch, raise SourceControl:PushAttempts."));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 100 * attempt)), time, cancellationToken);
        }
    }

    // Whoever can push can write any number there.
    private static DateTimeOffset TimeOf(LoggedCommit commit) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(commit.At, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    private RevertResult Done(RevertRequest request, string commit) =>
        new(remote.Text, request.Branch, request.Sha, commit, request.Author.Name, DateTimeOffset.FromUnixTimeSeconds(request.At));

    private RevertResult Refused(RevertRequest request, string refusal) =>
        new(remote.Text, request.Branch, request.Sha, null, request.Author.Name, DateTimeOffset.FromUnixTimeSeconds(request.At), refusal);
}
