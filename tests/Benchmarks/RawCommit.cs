using System.Diagnostics;
using Workflows.Engine.Store;

namespace Workflows.Benchmarks;

/// <summary>What the machine takes for one durable commit of one row, with the library and the settings that the engine uses.</summary>
internal static class RawCommit
{
    private const int WarmUp = 500;
    private const int Commits = 4_000;

    public static double Measure(string path)
    {
        using var database = SqliteDatabase.Open(path, readOnly: false);
        _ = database.ExecuteText("PRAGMA journal_mode=WAL");
        database.Execute("PRAGMA synchronous=FULL; CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT);");
        using var insert = database.Prepare("INSERT INTO t(v) VALUES(?)");
        var times = new List<double>(Commits);
        for (var i = 0; i < WarmUp + Commits; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            insert.Bind("one row of a history, of the usual size: {\"n\":1234567890}").Run();
            if (i >= WarmUp)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        return times.Median();
    }
}
