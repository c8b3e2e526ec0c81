namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>Runs a program on a working copy, fenced in like generated tests: no network, no files but the given ones, no inherited secrets, under limits.</summary>
internal interface ICommandSandbox
{
    /// <summary>Runs it to its end, or to its limit.</summary>
    /// <exception cref="Workflows.Activities.Execution.Hosts.HostStartException">Nothing was started, for a reason that may pass: no verdict on the command.</exception>
    Task<SandboxResult> RunAsync(SandboxJob job, CancellationToken cancellationToken);
}
