using System.Diagnostics;

namespace Workflows.Benchmarks;

/// <summary>(d) What a step costs when 10,000 came before it, against when 10 did. Early and late ones take turns, so that both see the same machine.</summary>
internal static class LateStepBenchmark
{
    private const int Early = 10;
    private const int Late = 10_000;
    private const int Around = 250;
    private const int Rounds = 3;
    private const int ShortOnes = 25;

    public static async Task<(double EarlyMs, double LateMs)> MeasureAsync(string path)
    {
        // One instance runs at a time; the activity notes when each step begins.
        var began = new long[Late + Around + 1];
        await using var engine = await Hub.StartAsync(path, (step, _) =>
        {
            began[step] = Stopwatch.GetTimestamp();
            return Task.FromResult(step);
        });
        for (var i = 0; i < 200; i++)
        {
            await Hub.CompleteAsync(engine.Client, Hub.Chain, 2 * Early);
        }

        List<double> early = [];
        List<double> late = [];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ShortOnes; i++)
            {
                await Hub.CompleteAsync(engine.Client, Hub.Chain, (2 * Early) + 1);
                early.AddRange(StepsBetween(began, Early / 2, 2 * Early));
            }

            await Hub.CompleteAsync(engine.Client, Hub.Chain, Late + Around + 1);
            late.AddRange(StepsBetween(began, Late - Around, Late + Around));
        }

        return (early.Median(), late.Median());
    }

    private static IEnumerable<double> StepsBetween(long[] began, int first, int last) =>
        Enumerable.Range(first, last - first).Select(step => Stopwatch.GetElapsedTime(began[step], began[step + 1]).TotalMilliseconds);
}
