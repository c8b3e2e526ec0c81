using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>(b) 200 instances at the same time, 5 steps each.</summary>
internal static class FleetBenchmark
{
    private const int Instances = 200;
    private const int Steps = 5;
    private const int WarmUp = 15;
    private const int Rounds = 25;

    public static async Task<(double StepsPerSecond, double P95Ms)> MeasureAsync(string path)
    {
        await using var engine = await Hub.StartAsync(path);
        List<double> rates = [];
        List<double> latencies = [];
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            var times = await Task.WhenAll(Enumerable.Range(0, Instances).Select(async _ =>
            {
                var own = Stopwatch.GetTimestamp();
                await Hub.CompleteAsync(engine.Client, Hub.Chain, Steps);
                return Stopwatch.GetElapsedTime(own).TotalMilliseconds;
            }));
            if (round >= WarmUp)
            {
                rates.Add(Instances * Steps / Stopwatch.GetElapsedTime(begun).TotalSeconds);
                latencies.AddRange(times);
            }
        }

        return (rates.Median(), latencies.Percentile(0.95));
    }
}
