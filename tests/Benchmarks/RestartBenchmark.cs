using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>(f) 2,000 instances in the middle of a chain, SIGKILL, and the time from the start of a new process until all are done.</summary>
internal static class RestartBenchmark
{
    public static async Task<double> MeasureAsync(string path)
    {
        using (var victim = new ChildProcess(Children.StartUnfinished, path))
        {
            await victim.ReadAsync("arrived");
            await victim.KillAsync();
        }

        var begun = Stopwatch.GetTimestamp();
        using var next = new ChildProcess(Children.FinishUnfinished, path);
        await next.ReadAsync("done");
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await next.EndAsync();
        return seconds;
    }
}
