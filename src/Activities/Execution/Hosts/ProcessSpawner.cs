using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workflows.Activities.Execution.Hosts;

/// <summary>
/// Starts processes from one thread that lives as long as this program. "Die with the parent" means, on Linux, the parent's thread:
/// a host started from a pool thread would be killed as soon as the pool lets that thread go.
/// </summary>
internal sealed class ProcessSpawner : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> _wanted = [];

    public ProcessSpawner() => new Thread(Work) { IsBackground = true, Name = "process spawner" }.Start();

    /// <summary>Starts a process.</summary>
    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _wanted.Add((info, started));
        return started.Task;
    }

    public void Dispose() => _wanted.CompleteAdding();

    private void Work()
    {
        foreach (var (info, started) in _wanted.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info) ?? throw new InvalidOperationException($"{info.FileName} did not start."));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                started.SetException(error);
            }
        }
    }
}
