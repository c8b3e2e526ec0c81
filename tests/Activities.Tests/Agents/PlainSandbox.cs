using System.Diagnostics;
using Workflows.Activities.Workspaces.Sandbox;

namespace Workflows.Activities.Tests.Agents;

/// <summary>Runs the program as it is: what it is given, and what it answers, is the test's; the fence has tests of its own.</summary>
internal sealed class PlainSandbox : ICommandSandbox
{
    public List<SandboxJob> Jobs { get; } = [];

    public async Task<SandboxResult> RunAsync(SandboxJob job, CancellationToken cancellationToken)
    {
        Jobs.Add(job);
        var start = new ProcessStartInfo(job.Command[0], job.Command.Skip(1))
        {
            WorkingDirectory = Path.Combine(job.Folder, job.WorkingFolder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        foreach (var (name, value) in job.Environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(cancellationToken), program.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await program.StandardInput.BaseStream.WriteAsync(job.Input, cancellationToken);
            program.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not want to read.
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(job.Timeout);
        await program.WaitForExitAsync(patience.Token);
        return new SandboxResult(program.ExitCode, await output, await error, null, 0.5, "process");
    }
}
