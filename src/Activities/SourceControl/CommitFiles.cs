using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Audit;
using Workflows.Activities.Execution;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>Commits files to a branch of the configured repository and pushes it. One at a time: two commits to one branch could not go side by side anyway.</summary>
internal sealed partial class CommitFiles(
    IArtifactStore artifacts, IOptions<SourceControlOptions> options, GitProgram program, IAuditLog audit, TimeProvider time, ILogger<CommitFiles> logger)
    : IActivity<CommitInput, CommitResult>, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly GitRunner _runner = new(program);
    private bool _versionIsFine;

    /// <inheritdoc />
    public async Task<CommitResult> RunAsync(ActivityContext context, CommitInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var settings = options.Value;
        var remote = Address(settings);
        var request = CommitRequest.From(input, settings);
        var contents = await ReadAsync(input, request, cancellationToken);
        var result = await CommitAsync(settings, remote, request, contents, cancellationToken);
        // It gets on record even if the host dies before this line: the call is made again, and finds the commit.
        await audit.AppendAsync(CommitNote.Of(request, result), cancellationToken);
        return result;
    }

    public void Dispose() => _gate.Dispose();

    private async Task<CommitResult> CommitAsync(
        SourceControlOptions settings, RepositoryAddress remote, CommitRequest request, IReadOnlyList<CommitContent> contents, CancellationToken cancellationToken)
    {
        var folder = new CloneFolder(settings.WorkFolderPath, remote);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var held = await folder.LockAsync(cancellationToken);
            await CheckVersionAsync(folder, cancellationToken);
            var delivery = new CommitDelivery(new GitClone(_runner, folder, remote, settings), folder, remote, settings, time, logger);
            return await DeliverAsync(delivery, folder, remote, request, contents, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceControlException($"The work folder {settings.WorkFolderPath} cannot be used: {exception.Message} Free some room, or check its permissions.", exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<CommitResult> DeliverAsync(
        CommitDelivery delivery, CloneFolder folder, RepositoryAddress remote, CommitRequest request, IReadOnlyList<CommitContent> contents, CancellationToken cancellationToken)
    {
        try
        {
            return await delivery.DeliverAsync(request, contents, cancellationToken);
        }
        catch (BrokenCloneException broken)
        {
            SourceControlLog.CloneDiscarded(logger, remote.Text, broken.Message);
        }

        folder.DiscardClone();
        try
        {
            return await delivery.DeliverAsync(request, contents, cancellationToken);
        }
        catch (BrokenCloneException broken)
        {
            throw new SourceControlException(
                $"The clone of {remote.Text} in {folder.Repository} cannot be used, not even after it was made anew: {broken.Message}. Check the room on the disk and the permissions of the folder.", broken);
        }
    }

    private static RepositoryAddress Address(SourceControlOptions settings) => settings.Target is not { } target
        ? throw new CommitRefusedException("No repository is configured, so nothing can be committed. Set SourceControl:Repository to its address or path, start the host anew, and rewind the run.")
        : RepositoryAddress.Parse(target) is ({ } address, null) ? address
        : throw new CommitRefusedException($"SourceControl:Repository {RepositoryAddress.Parse(target).Problem}");

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

    // An older git would silently use the machine's settings, and leave out ours.
    private async Task CheckVersionAsync(CloneFolder folder, CancellationToken cancellationToken)
    {
        if (_versionIsFine)
        {
            return;
        }

        var answer = await _runner.RunAsync(folder.Home, GitEnvironment.Create(folder.Home), ["version"], default, TimeSpan.FromSeconds(60), cancellationToken);
        var numbers = VersionNumbers().Match(answer.Text);
        var version = numbers.Success
            ? new Version(int.Parse(numbers.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(numbers.Groups[2].Value, CultureInfo.InvariantCulture))
            : new Version(0, 0);
        _versionIsFine = version >= GitProgram.Oldest
            ? true
            : throw new SourceControlException($"{program.Find()} is '{answer.Line}', and git {GitProgram.Oldest} or later is needed. Install a newer one.");
    }

    [GeneratedRegex(@"(\d{1,6})\.(\d{1,6})")]
    private static partial Regex VersionNumbers();
}
