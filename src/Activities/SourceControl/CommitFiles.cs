using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Activities.Execution;
using Workflows.Activities.Forks;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>Commits files to a branch of the configured repository and pushes it.</summary>
internal sealed class CommitFiles(
    IArtifactStore artifacts, ForkReader forks, ClonedRepository repository, IAuditLog audit, TimeProvider time, ILogger<CommitFiles> logger) : IActivity<CommitInput, CommitResult>
{
    /// <inheritdoc />
    public async Task<CommitResult> RunAsync(ActivityContext context, CommitInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var remote = repository.Address();
        var request = CommitRequest.From(input, repository.Settings, await forks.ReadAsync(input.RunId, cancellationToken));
        var contents = await ReadAsync(input, request, cancellationToken);
        return await new CommitTry(repository, audit, time, logger).MakeAsync(remote, request, new CommitContents(contents), input.Waits, cancellationToken);
    }

    private async Task<List<CommitContent>> ReadAsync(CommitInput input, CommitRequest request, CancellationToken cancellationToken)
    {
        var contents = new List<CommitContent>();
        foreach (var (file, path) in input.Files.Zip(request.Paths))
        {
            var bytes = await artifacts.ReadRequiredAsync(file.Content, cancellationToken);
            if (!string.Equals(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Content.Sha256, StringComparison.Ordinal))
            {
                throw new CommitRefusedException(
                    $"The artifact '{file.Content.Name}' of run '{file.Content.RunId}' is not what was approved: its content was changed afterwards. Nothing was committed. Restore it in {artifacts.Locate(file.Content.RunId)} and rewind the run, or start a new one.");
            }

            contents.Add(new CommitContent(path, bytes));
        }

        return contents;
    }
}
