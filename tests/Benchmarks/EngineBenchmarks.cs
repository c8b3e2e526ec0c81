namespace Workflows.Benchmarks;

/// <summary>The performance of the embedded engine, measured part by part beside what one raw commit costs on the same disk in the same run.</summary>
internal static class EngineBenchmarks
{
    public static async Task<int> RunAsync(string? jsonFile)
    {
        using var folder = new BenchmarkFolder();
        var report = new Report();

        Console.Error.WriteLine("raw commit ...");
        report.RawCommitMs = RawCommit.Measure(folder.File("raw.db"));
        Console.Error.WriteLine("(a) chain ...");
        report.ChainMsPerStep = await ChainBenchmark.MeasureAsync(folder.File("chain.db"));
        Console.Error.WriteLine("(b) fleet ...");
        (report.StepsPerSecond, report.P95Ms) = await FleetBenchmark.MeasureAsync(folder.File("fleet.db"));
        Console.Error.WriteLine("(c) event ...");
        report.EventMs = await EventBenchmark.MeasureAsync(folder.File("event.db"));
        Console.Error.WriteLine("(d) late step ...");
        (report.EarlyStepMs, report.LateStepMs) = await LateStepBenchmark.MeasureAsync(folder.File("late.db"));
        Console.Error.WriteLine("(e) waiting ...");
        await WaitingBenchmark.MeasureAsync(folder.File("waiting.db"), report);
        Console.Error.WriteLine("(f) restart ...");
        report.RestartSeconds = await RestartBenchmark.MeasureAsync(folder.File("restart.db"));
        // Once more: the machine may have changed its pace meanwhile, and the better of the two is the harder measure.
        report.RawCommitMs = Math.Min(report.RawCommitMs, RawCommit.Measure(folder.File("raw2.db")));

        report.Print(Console.Out);
        if (jsonFile is not null)
        {
            await report.WriteJsonAsync(jsonFile);
        }

        return 0;
    }
}
