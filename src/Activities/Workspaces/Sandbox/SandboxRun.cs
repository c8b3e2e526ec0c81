using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.Workspaces.Sandbox;

/// <summary>Follows one fenced process to its end, or to the limit that it meets first. Nothing of it is left afterwards.</summary>
internal sealed class SandboxRun(ProcessSpawner spawner, SandboxOptions options, TimeProvider time)
{
    private const long Mega = 1024 * 1024;
    private const int EndBytes = 4096;
    public const int ArgumentsTooLong = 7;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);

    /// <param name="command">The process.</param>
    /// <param name="job">What it does.</param>
    /// <param name="fence">What it is fenced in with.</param>
    /// <param name="own">Full path of the folder that it has to itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HostStartException">The process could not be started.</exception>
    public async Task<SandboxResult> RunAsync(ProcessStartInfo command, SandboxJob job, Fence fence, string own, CancellationToken cancellationToken)
    {
        var disk = new DiskUse([job.Folder, own], time);
        var started = time.GetTimestamp();
        using var process = await StartAsync(command);
        var output = new BoundedLog(job.OutputBytes);
        var errors = new BoundedLog(job.OutputBytes);
        using var reading = new CancellationTokenSource();
        var streams = Task.WhenAll(
            output.ReadAsync(process.StandardOutput.BaseStream, reading.Token), errors.ReadAsync(process.StandardError.BaseStream, reading.Token),
            WriteAsync(process, job.Input, reading.Token));
        string? problem = null;
        try
        {
            problem = await WatchAsync(process, job, () => output.Total + errors.Total, disk, started, cancellationToken);
        }
        finally
        {
            await EndAsync(process, fence, streams, reading);
        }

        return new SandboxResult(
            problem is null ? process.ExitCode : null, Text(output, job.OutputBytes), Text(errors, job.OutputBytes), problem, time.GetElapsedTime(started).TotalSeconds, fence.ToString());
    }

    private async Task<Process> StartAsync(ProcessStartInfo command)
    {
        try
        {
            return await spawner.StartAsync(command);
        }
        catch (Win32Exception error) when (error.NativeErrorCode != ArgumentsTooLong)
        {
            throw new HostStartException($"{command.FileName} cannot be started: {error.Message}", unusable: true);
        }
    }

    // Null when it ended by itself.
    private async Task<string?> WatchAsync(Process process, SandboxJob job, Func<long> printed, DiskUse disk, long started, CancellationToken cancellationToken)
    {
        var exit = process.WaitForExitAsync(cancellationToken);
        while (true)
        {
            await Task.WhenAny(exit, Task.Delay(Look, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (exit.IsCompleted)
            {
                return null;
            }

            if (time.GetElapsedTime(started) > job.Timeout)
            {
                return $"it did not end within {job.Timeout.TotalSeconds:0.##} seconds and was stopped";
            }

            if (printed() > options.FloodMegabytes * Mega)
            {
                return $"it printed more than {options.FloodMegabytes} MB and was stopped";
            }

            var (memory, threads) = ProcessFamily.Of(process.Id, options.Processes);
            if (threads > options.Processes)
            {
                return $"it started more than {options.Processes} processes and threads and was stopped";
            }

            if (memory > options.MemoryMegabytes * Mega)
            {
                return $"it used more than {options.MemoryMegabytes} MB of memory and was stopped";
            }

            if (disk.Written() > options.DiskMegabytes * Mega)
            {
                return $"it wrote more than {options.DiskMegabytes} MB and was stopped";
            }
        }
    }

    private static async Task WriteAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading everything.
        }
    }

    private static async Task EndAsync(Process process, Fence fence, Task streams, CancellationTokenSource reading)
    {
        if (!process.HasExited)
        {
            // Bubblewrap takes its whole process namespace along, at once; without it, what can be found is looked for.
            process.Kill(entireProcessTree: !fence.Bubblewrap);
        }

        using var limit = new CancellationTokenSource(LastWords);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A process that got away may hold the pipes open: what it prints is not read any more.
        reading.CancelAfter(LastWords);
        await streams.WaitAsync(LastWords + LastWords, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The end of it, too: that is where programs sum up.
    private static string Text(BoundedLog log, int kept)
    {
        var left = log.Total - kept;
        var text = Encoding.UTF8.GetString(log.ToArray());
        var end = log.Tail;
        return left <= 0 ? text : text + end[Math.Max(0, end.Length - (int)Math.Min(left, EndBytes))..];
    }
}
