using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workflows.Engine.Tests.Crash;

/// <summary>A living engine in a process of its own, that can be killed at any instant.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private int _commands;

    private HostProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static HostProcess Start(string hubPath, string logPath)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Workflows.CrashHost.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", host, hubPath, logPath },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new HostProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start."));
    }

    /// <summary>Returns when the engine has started. Fails when the process ended before.</summary>
    public Task ReadyAsync() => _ready.Task;

    /// <summary>Sends a command and gives the answer; fails with <see cref="IOException"/> when the process is killed first.</summary>
    public async Task<string> AskAsync(string command)
    {
        var number = Interlocked.Increment(ref _commands);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[number] = answer;
        if (_reading.IsCompleted)
        {
            throw new IOException("The process has ended.");
        }

        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync($"{number} {command}");
            await _process.StandardInput.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }

        return await answer.Task;
    }

    /// <summary>SIGKILL, at once.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Closes its input, so that it ends in good order.</summary>
    /// <returns>Its exit code and what it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Errors)> CloseAsync(CancellationToken patience)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(patience);
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
            {
                _ready.TrySetResult();
                continue;
            }

            var parts = line.Split(' ', 2);
            if (int.TryParse(parts[0], out var number) && _pending.TryRemove(number, out var answer))
            {
                answer.SetResult(parts[1]);
            }
        }

        var end = new IOException("The process has ended.");
        _ready.TrySetException(end);
        foreach (var answer in _pending.Values)
        {
            answer.TrySetException(end);
        }
    }
}
