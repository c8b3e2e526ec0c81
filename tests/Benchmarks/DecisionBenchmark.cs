using System.Diagnostics;
using Workflows.Engine.Store;

namespace Workflows.Benchmarks;

/// <summary>
/// From the call that raises a decision until the activity after the gate begins, one gate at a time. A raw commit and a synced line take
/// turns with the decisions: at the pace of a loop of their own they would measure how a disk behaves that is never left alone.
/// </summary>
internal static class DecisionBenchmark
{
    private const int WarmUp = 200;
    private const int Gates = 500;

    public static async Task<(double P50Ms, double P95Ms, double CommitMs, double LineMs)> MeasureAsync(string path)
    {
        var began = new TaskCompletionSource<long>();
        await using var engine = await GateHub.StartAsync(path, _ => began.TrySetResult(Stopwatch.GetTimestamp()));
        using var database = SqliteDatabase.Open(path + ".raw", readOnly: false);
        _ = database.ExecuteText("PRAGMA journal_mode=WAL");
        database.Execute("PRAGMA synchronous=FULL; CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT);");
        using var insert = database.Prepare("INSERT INTO t(v) VALUES(?)");
        var file = new SyncedFile(path + ".lines");
        var row = new string('x', 400);
        List<double> decisions = [], commits = [], lines = [];
        for (var i = 0; i < WarmUp + Gates; i++)
        {
            await GateHub.OpenAsync(engine.Client, i);
            await GateHub.OpenedAsync(engine.Client, i);
            began = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);

            var decided = Stopwatch.GetTimestamp();
            await GateHub.ApproveAsync(engine.Client, i);
            var next = await began.Task;

            await Hub.EndAsync(engine.Client, Hub.Id(i));
            var commit = Milliseconds(() => insert.Bind(row).Run());
            var line = Milliseconds(() => file.Append(row));
            if (i >= WarmUp)
            {
                decisions.Add(Stopwatch.GetElapsedTime(decided, next).TotalMilliseconds);
                commits.Add(commit);
                lines.Add(line);
            }
        }

        return (decisions.Median(), decisions.Percentile(0.95), commits.Median(), lines.Median());
    }

    private static double Milliseconds(Action act)
    {
        var begun = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
