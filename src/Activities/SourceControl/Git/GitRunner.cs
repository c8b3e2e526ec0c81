using System.Diagnostics;
using Workflows.Activities.Execution.Hosts;

namespace Workflows.Activities.SourceControl.Git;

/// <summary>Runs git.</summary>
/// <param name="program">Where it is.</param>
/// <param name="time">Measures time-outs; null for the clock of the machine.</param>
internal sealed class GitRunner(GitProgram program, TimeProvider? time = null)
{
    private const int MostErrorBytes = 16 * 1024;
    private const int MostOutputBytes = 256 * 1024 * 1024;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>Runs one command to its end.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">All variables that the process has.</param>
    /// <param name="arguments">The command and its arguments; nothing secret.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="timeout">It is killed afterwards, with all that it started.</param>
    /// <param name="cancellationToken">Kills it, too.</param>
    /// <exception cref="SourceControlException">git is missing, cannot be started, or did not end in time.</exception>
    public async Task<GitResult> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(timeout, time ?? TimeProvider.System);
        using var process = Start(folder, environment, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var errors = new BoundedLog(MostErrorBytes);
        using var output = new MemoryStream();
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput.BaseStream, output, limit.Token), errors.ReadAsync(process.StandardError.BaseStream, limit.Token));
        try
        {
            await WriteAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            // Something that a hook of the remote left behind may hold the pipes open.
            late.CancelAfter(LastWords);
            await reading;
            return new GitResult(process.ExitCode, output.ToArray(), errors.Tail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceControlException($"git {arguments[0]} did not end within {timeout.TotalSeconds:0} s. Check the load, the memory and the disk of this machine.")
            {
                IsTimeout = true,
            };
        }
        finally
        {
            await EndAsync(process, reading);
        }
    }

    private Process Start(string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program.Find() ?? throw new SourceControlException(GitProgram.Missing + ".", null), arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SourceControlException($"{start.FileName} cannot be started: {exception.Message}. Check that git works on this machine: git --version.", exception);
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
            // It ended without reading everything; its exit code tells why.
        }
    }

    private static async Task ReadAsync(Stream from, MemoryStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (await from.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (to.Length + count > MostOutputBytes)
            {
                throw new SourceControlException($"git answered more than {MostOutputBytes / (1024 * 1024)} MB. The repository is too large for this; use another one.");
            }

            to.Write(buffer, 0, count);
        }
    }

    private static async Task EndAsync(Process process, Task reading)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        using var limit = new CancellationTokenSource(LastWords);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await reading.WaitAsync(LastWords, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
