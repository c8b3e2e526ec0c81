using Microsoft.Extensions.Options;
using Workflows.Activities.SourceControl;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Workspaces.Delivery;

/// <summary>Finds where the commit of a task goes: the repository that somebody configured, or that the task lies in, or one of the host's own.</summary>
internal sealed class CommitTargets(IOptions<SourceControlOptions> options)
{
    // Not the configured one: that may be a branch that somebody has checked out.
    private const string OwnBranch = "workflows/{runId}";
    private const string Readme = "# Tasks\n\nApproved changes to tasks that lie in no repository are committed here, each run on a branch of its own.\n";

    /// <summary>The target.</summary>
    /// <exception cref="CommitRefusedException">There is none.</exception>
    public async Task<CommitTarget> FindAsync(TaskRepository? repository, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var (prefix, folder) = (repository?.Prefix ?? "", repository?.Folder ?? "");
        if (settings.IsNamed)
        {
            return new CommitTarget(Address(settings.Repository!, "SourceControl:Repository"), settings.BranchTemplate, prefix, folder);
        }

        if (repository is not null)
        {
            return new CommitTarget(Address(repository.Path, $"The repository {repository.Path}"), OwnBranch, prefix, folder);
        }

        if (string.IsNullOrWhiteSpace(settings.TaskFallback))
        {
            throw new CommitRefusedException(
                "No repository is configured, and the task lies in none, so nothing can be committed. Set SourceControl:Repository to an address or path, start the host anew, and rewind the run.");
        }

        return new CommitTarget(Address(await LocalRepository.EnsureAsync(settings.TaskFallback, cancellationToken, Readme), "SourceControl:TaskFallback"), OwnBranch, "", "") { IsShared = false };
    }

    private static RepositoryAddress Address(string text, string what) =>
        RepositoryAddress.Parse(text) is ({ } address, null) ? address : throw new CommitRefusedException($"{what} {RepositoryAddress.Parse(text).Problem}");
}
