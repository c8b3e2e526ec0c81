using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.SourceControl;

/// <summary>
/// The configured repository with its clone on this machine, and those of tasks that lie in others. One at a time works on each: two commits to one
/// branch could not go side by side anyway. None waits for another one, whose host may be silent.
/// </summary>
internal sealed partial class ClonedRepository(IOptions<SourceControlOptions> options, GitProgram program, TimeProvider time, ILogger<ClonedRepository> logger) : IDisposable
{
    // They stay: there are no more of them than of clones on the disk.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);
    private readonly GitRunner _runner = new(program, time);
    private volatile bool _versionIsFine;

    public SourceControlOptions Settings => options.Value;

    /// <summary>The configured address.</summary>
    /// <exception cref="CommitRefusedException">There is none, or it is wrong.</exception>
    public RepositoryAddress Address() => Settings.Target is not { } target
        ? throw new CommitRefusedException("No repository is configured, so nothing can be committed. Set SourceControl:Repository to its address or path, start the host anew, and rewind the run.")
        : RepositoryAddress.Parse(target) is ({ } address, null) ? address
        : throw new CommitRefusedException($"SourceControl:Repository {RepositoryAddress.Parse(target).Problem}");

    /// <summary>Works on the clone while nobody else does. A clone that is broken is made anew, and the work is done once more on it.</summary>
    /// <exception cref="SourceControlException">The remote, or the folder of the clone, cannot be used right now.</exception>
    public async Task<T> WorkAsync<T>(RepositoryAddress remote, Func<GitClone, CloneFolder, Task<T>> work, CancellationToken cancellationToken)
    {
        var folder = new CloneFolder(Settings.WorkFolderPath, remote);
        var gate = _gates.GetOrAdd(remote.Text, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var held = await folder.LockAsync(cancellationToken);
            await CheckVersionAsync(folder, cancellationToken);
            return await WorkAsync(new GitClone(_runner, folder, remote, Settings), folder, remote, work, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceControlException($"The work folder {Settings.WorkFolderPath} cannot be used: {exception.Message} Free some room, or check its permissions.", exception);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var gate in _gates.Values)
        {
            gate.Dispose();
        }
    }

    private async Task<T> WorkAsync<T>(
        GitClone clone, CloneFolder folder, RepositoryAddress remote, Func<GitClone, CloneFolder, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await clone.EnsureAsync(cancellationToken);
            return await work(clone, folder);
        }
        catch (BrokenCloneException broken)
        {
            SourceControlLog.CloneDiscarded(logger, remote.Text, broken.Message);
        }

        folder.DiscardClone();
        try
        {
            await clone.EnsureAsync(cancellationToken);
            return await work(clone, folder);
        }
        catch (BrokenCloneException broken)
        {
            throw new SourceControlException(
                $"The clone of {remote.Text} in {folder.Repository} cannot be used, not even after it was made anew: {broken.Message}. Check the room on the disk and the permissions of the folder.", broken);
        }
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
