using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>(c) From the call that raises an event until whoever waits for the end of the orchestration knows of it.</summary>
internal static class EventBenchmark
{
    private const int WarmUp = 500;
    private const int Events = 1_000;

    public static async Task<double> MeasureAsync(string path)
    {
        await using var engine = await Hub.StartAsync(path);
        var ids = await Task.WhenAll(Enumerable.Range(0, WarmUp + Events).Select(async i =>
            (await engine.Client.ScheduleNewInstanceAsync(Hub.Waiter, i)).InstanceId));
        await Task.Delay(500);
        var times = new List<double>(Events);
        for (var i = 0; i < ids.Length; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var end = Hub.EndAsync(engine.Client, ids[i]);
            await engine.Client.RaiseEventAsync(ids[i], "go", "1");
            await end;
            if (i >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        return times.Median();
    }
}
