using Microsoft.Extensions.Options;
using Workflows.Activities.Execution;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>Runs programs behind the strongest fence that works on this machine and that the host's policy permits.</summary>
internal sealed class CommandSandbox(
    WorkspaceScratch scratch, HostTools tools, IsolationPolicy policy, IOptions<ExecutionOptions> execution, IOptions<SandboxOptions> options, TimeProvider time)
    : ICommandSandbox, IDisposable
{
    private const string None = "none";

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
        catch (HostStartException error)
        {
            return new SandboxResult(null, "", "", error.Message, 0, fence.ToString());
        }
    }

    // What worked once is not asked again.
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
                    return _fence = fence;
                }

                _refused.Add($"{fence}: {result.Problem ?? result.Error.Trim()}");
            }

            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private string Refusal() => _refused.Count == 0
        ? $"no commands are run on this host ({policy.Host}): {ExecutionOptions.Section}:{nameof(ExecutionOptions.Isolation)} is {execution.Value.Isolation}, and it supports {(policy.Supported.Count == 0 ? "no isolation" : string.Join(" and ", policy.Supported))}. {(policy.Supported.Count == 0 ? "Run this workflow on another host" : $"Set it to {policy.Supported[0]}")}"
        : $"no commands can be run on this host ({policy.Host}), because none of its fences works: {string.Join("; ", _refused)}. Install bubblewrap and util-linux";
}
