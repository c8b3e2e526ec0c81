namespace Workflows.Benchmarks;

/// <summary>(e) 100,000 instances that wait for an event: what it takes to start them, to hold them, and to answer one of them after a reopen.</summary>
internal static class WaitingBenchmark
{
    public static async Task MeasureAsync(string path, Report report)
    {
        using (var starter = new ChildProcess(Children.StartWaiting, path))
        {
            report.WaitingStartSeconds = await starter.ReadAsync("seconds");
            report.WaitingStartedMb = await starter.ReadAsync("mb");
            report.WaitingDatabaseMb = new[] { path, path + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length) / (1024.0 * 1024.0);
            await starter.EndAsync();
        }

        using var reopener = new ChildProcess(Children.ReopenWaiting, path);
        report.WaitingOpenSeconds = await reopener.ReadAsync("seconds");
        report.WaitingFirstAnswerMs = await reopener.ReadAsync("first_answer_ms");
        report.WaitingReopenedMb = await reopener.ReadAsync("mb");
        await reopener.EndAsync();
    }
}
