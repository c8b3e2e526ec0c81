using System.Runtime.InteropServices;
using Workflows.Local;
using Workflows.Local.Commands;
using Workflows.Local.Output;

using var interrupted = new CancellationTokenSource();
var signals = 0;

// The first signal asks the command to stop and lets it; a second one is meant.
void Stop(PosixSignalContext signal)
{
    if (Interlocked.Increment(ref signals) > 1)
    {
        Environment.Exit((int)ExitCode.Cancelled);
    }

    signal.Cancel = true;
    interrupted.Cancel();
}

using var control = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CliApp.RunAsync(args, CliConsole.System(), interrupted.Token);
