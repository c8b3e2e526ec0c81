using System.Diagnostics;
using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>This program once more, as a fresh process: so that memory and restart are what a user would see.</summary>
internal sealed class ChildProcess : IDisposable
{
    public const string Verb = "--child";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    /// <param name="part">What it does.</param>
    /// <param name="hubPath">Over which hub.</param>
    /// <param name="compiled">Compiles all code fully at its first use: what a host of some hours has done, one of a minute has not.</param>
    public ChildProcess(string part, string hubPath, bool compiled = false)
    {
        var self = typeof(ChildProcess).Assembly.Location;
        _process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", self, Verb, part, hubPath },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TieredCompilation"] = compiled ? "0" : "1" },
        }) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>The value that the child prints under this name; what comes before it is skipped.</summary>
    public async Task<double> ReadAsync(string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Split('=', 2) is [var key, var value] && key == name)
            {
                return double.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"The child process ended before it told '{name}'.");
    }

    /// <summary>Tells it that it is enough.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Closes its input, which ends it in good order.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
