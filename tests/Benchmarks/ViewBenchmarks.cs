using System.Diagnostics;
using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>How long the server takes for what a person looks at, over a hub of 100,000 runs, and what a live page costs.</summary>
internal static class ViewBenchmarks
{
    private const int WarmUp = 3;
    private const int Times = 40;
    private const double MostMs = 50;
    private const double MostShare = 0.01;

    private static readonly (string Name, (string, string)[] Query)[] Lists =
    [
        ("no filter", []),
        ("status=finished", [("status", "finished")]),
        ("status=failed", [("status", "failed")]),
        ("status=queued,running,suspended", [("status", "queued,running,suspended")]),
        ("status=terminated (none)", [("status", "terminated")]),
        ("workflow=other-workflow (20 of them)", [("workflow", "other-workflow")]),
        ("search of a label (100 of them)", [("search", "nightly 777")]),
        ("search that finds nothing", [("search", "no such text")]),
        ("search among the failed ones", [("search", "nightly 77"), ("status", "failed")]),
        ("prefix of a small owner (200)", [("prefix", ViewHub.SmallOwner)]),
        ("prefix of a large owner (60,000)", [("prefix", ViewHub.LargeOwner)]),
        ("prefix of a large owner, status=failed", [("prefix", ViewHub.LargeOwner), ("status", "failed")]),
        ("prefix of a large owner, search that finds nothing", [("prefix", ViewHub.LargeOwner), ("search", "no such text")]),
        ("prefix of a small owner, status=running, search", [("prefix", ViewHub.SmallOwner), ("status", "running"), ("search", "nightly")]),
        ("created in a week half a year ago", [("createdFrom", Ago(190)), ("createdTo", Ago(183))]),
    ];

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        var path = folder.File("views.db");
        Console.Error.WriteLine("filling ...");
        await (await Hub.StartAsync(path)).DisposeAsync();
        ViewHub.Fill(path, DateTimeOffset.UtcNow);
        var begun = Stopwatch.GetTimestamp();
        await using var engine = await Hub.StartAsync(path);
        Print("opening the hub of 100,000 runs", Stopwatch.GetElapsedTime(begun).TotalMilliseconds, "ms");
        Print("    its file", new FileInfo(path).Length / 1e6, "MB");
        var host = new ViewHost(engine);

        Console.WriteLine("first page of the list, p95 on the server");
        foreach (var (name, query) in Lists)
        {
            await PrintAsync(name, () => host.GetAsync("/v1/runs", query), MostMs);
        }

        Console.WriteLine("other pages");
        await PrintAsync("list with 1,000 runs on the page", () => host.GetAsync("/v1/runs", ("top", "1000")));
        await PrintAsync("inbox of 10,000 open gates, first 100", () => host.GetAsync("/v1/inbox"));
        await PrintAsync("inbox of one run", () => host.GetAsync("/v1/inbox", ("runId", ViewHub.SmallOwner + "run-000007")));
        await PrintAsync("digest of 24 hours", () => host.GetAsync("/v1/digest"));
        await PrintAsync("digest of 30 days (8,000 runs)", () => host.GetAsync("/v1/digest", ("since", "30d")));

        return await RunLiveAsync();
    }

    /// <summary>The live page alone.</summary>
    public static async Task<int> RunLiveAsync()
    {
        using var folder = new BenchmarkFolder();
        Console.Error.WriteLine("live page ...");
        using var server = new ChildProcess(LivePageBenchmark.Server, folder.File("live.db"), compiled: true);
        var (page, run, events) = (await server.ReadAsync("page"), await server.ReadAsync("run"), await server.ReadAsync("events"));
        await server.EndAsync();
        Console.WriteLine("a live page of a run with five steps a second, the server alone, its code compiled (a host of a minute still does that: 2 to 3 % more)");
        Print("    of a core, beside the run itself", page * 100, "%", "< 1", page < MostShare);
        Print("    the run itself", run * 100, "%");
        Print("    events told in 20 seconds", events, "");
        return 0;
    }

    private static string Ago(int days) => DateTimeOffset.UtcNow.AddDays(-days).ToString("O", CultureInfo.InvariantCulture);

    // On a machine that does other things the wall clock tells of those, too; the processor's time does not.
    private static async Task PrintAsync(string name, Func<Task<int>> act, double? target = null)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            await act();
        }

        var times = new List<double>(Times);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        for (var i = 0; i < Times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        process.Refresh();
        var p95 = times.Percentile(0.95);
        Print("    " + name, p95, "ms", string.Create(CultureInfo.InvariantCulture, $"p50 {times.Median():0.0} ms, cpu {(process.TotalProcessorTime - cpu).TotalMilliseconds / Times:0.0} ms{(target is { } most ? $", p95 < {most:0}" : "")}"), target is null ? null : p95 < target);
    }

    private static void Print(string name, double value, string unit, string target = "", bool? met = null)
    {
        var mark = met switch { true => "✓", false => "✗", null => " " };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-58} {value,10:0.00} {unit,-8} {mark} {target}").TrimEnd());
    }
}
