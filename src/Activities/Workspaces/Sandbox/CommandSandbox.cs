using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;
using Workflows.Activities.Logging;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>Runs programs behind the strongest fence that works on this machine and that the host's policy permits.</summary>
internal sealed class CommandSandbox(
    WorkspaceScratch scratch, HostTools tools, IsolationPolicy policy, IOptions<ExecutionOptions> execution, IOptions<SandboxOptions> options, TimeProvider time,
    ILogger<CommandSandbox> logger)
    : ICommandSandbox, IDisposable
{
    private const string None = "none";

    // What a busy machine says, and not one that cannot do it.
    private static readonly string[] Passing = ["Resource temporarily unavailable", "Cannot allocate memory"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lazy<ProcessSpawner> _spawner = new(() => new ProcessSpawner());
    private readonly List<string> _refused = [];
    private Fence? _fence;

    /// <inheritdoc />
    public async Task<SandboxResult> RunAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (await FenceAsync(job, cancellationToken) is not { } fence)
        {
            return new SandboxResult(null, "", "", Refusal(), 0, None);
        }

        foreach (var writable in job.WritableFolders)
        {
            var path = Path.Combine(job.Folder, writable);
            Directory.CreateDirectory(path);
            HostFolder.LetOthersUse(path);
        }

        return Directory.Exists(Path.Combine(job.Folder, job.WorkingFolder))
            ? await RunAsync(fence, job, cancellationToken)
            : new SandboxResult(null, "", "", $"there is no folder '{job.WorkingFolder}' to run it in", 0, fence.ToString());
    }

    public void Dispose()
    {
        _gate.Dispose();
        if (_spawner.IsValueCreated)
        {
            _spawner.Value.Dispose();
        }
    }

    private async Task<SandboxResult> RunAsync(Fence fence, SandboxJob job, CancellationToken cancellationToken)
    {
        var user = fence.Nobody || OperatingSystem.IsWindows() ? SandboxCommand.Nobody : UserNumber.OfThisProcess();
        using var folder = SandboxFolder.Create(scratch, SandboxCommand.PackagesSeen(fence, options.Value), user);
        var (command, missing) = new SandboxCommand(fence, folder, tools, options.Value).Build(job);
        try
        {
            return command is null
                ? new SandboxResult(null, "", "", missing, 0, fence.ToString())
                : await new SandboxRun(_spawner.Value, options.Value, time).RunAsync(command, job, fence, folder.Path, cancellationToken);
        }
        catch (HostStartException error) when (command?.FileName == job.Command[0])
        {
            // Where nothing stands before the command, it is the command that is not there.
            return new SandboxResult(null, "", "", error.Message, 0, fence.ToString());
        }
        catch (Win32Exception error) when (error.NativeErrorCode == SandboxRun.ArgumentsTooLong)
        {
            // The command's own fault: tried again it is as long.
            return new SandboxResult(null, "", "", "the command is longer than this system allows", 0, fence.ToString());
        }
    }

    // What worked once is not asked again. A fence is given up for a weaker one only where it is missing or says that it does not work here:
    // what may pass (no answer in time, no process to be had) fails this attempt, and the next one asks again.
    private async Task<Fence?> FenceAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_fence is not null)
            {
                return _fence;
            }

            _refused.Clear();
            // It must see the working copy, too: a user without rights on the way there is of no use.
            var probe = new SandboxJob(job.Folder, [], "", ["ls", "."], TimeSpan.FromSeconds(30), 4096);
            foreach (var fence in Fence.Wanted(execution.Value.Isolation, policy))
            {
                var result = await RunAsync(fence, probe, cancellationToken);
                if (result.ExitCode == 0 || (OperatingSystem.IsWindows() && !fence.Bubblewrap))
                {
                    if (_refused.Count > 0)
                    {
                        WorkspaceLog.WeakerFence(logger, fence.ToString(), SafeText.OneLine(string.Join("; ", _refused)));
                    }

                    return _fence = fence;
                }

                _refused.Add(Refused(fence, result));
            }

            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string Refused(Fence fence, SandboxResult result)
    {
        var said = result.Error.Trim();
        return result switch
        {
            { ExitCode: null, Problem: { } missing, Seconds: 0 } => $"{fence}: {missing}",
            { ExitCode: not null } when said.Length > 0 && !Passing.Any(words => said.Contains(words, StringComparison.Ordinal)) => $"{fence}: {said}",
            _ => throw new HostStartException(
                $"whether commands can be run behind the fence '{fence}' could not be found out: {result.Problem ?? (said.Length > 0 ? said : $"it ended with exit code {result.ExitCode} and said nothing")}",
                unusable: false),
        };
    }

    private string Refusal() => _refused.Count == 0
        ? $"no commands are run on this host ({policy.Host}): {ExecutionOptions.Section}:{nameof(ExecutionOptions.Isolation)} is {execution.Value.Isolation}, and it supports {(policy.Supported.Count == 0 ? "no isolation" : string.Join(" and ", policy.Supported))}. {(policy.Supported.Count == 0 ? "Run this workflow on another host" : $"Set it to {policy.Supported[0]}")}"
        : $"no commands can be run on this host ({policy.Host}), because none of its fences works: {string.Join("; ", _refused)}. Install bubblewrap and util-linux";
}
