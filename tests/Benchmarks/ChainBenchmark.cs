using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>(a) One instance at a time: 20 activities one after the other, with start and completion.</summary>
internal static class ChainBenchmark
{
    private const int Steps = 20;
    private const int WarmUp = 300;
    private const int Chains = 400;

    public static async Task<double> MeasureAsync(string path)
    {
        await using var engine = await Hub.StartAsync(path);
        var times = new List<double>(Chains);
        for (var i = 0; i < WarmUp + Chains; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await Hub.CompleteAsync(engine.Client, Hub.Chain, Steps);
            if (i >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / Steps);
            }
        }

        return times.Median();
    }
}
