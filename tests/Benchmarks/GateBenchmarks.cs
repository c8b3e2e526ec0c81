using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>What a gate costs: from a decision to what comes after it, and memory while many of them wait.</summary>
internal static class GateBenchmarks
{
    private const double MostMs = 5;

    // Two processes never take quite the same; gates that stayed in memory would take kilobytes each, which is much more than this. An idle
    // host is one that has the same store behind it with nothing open: the page cache of the store, which is bounded, is no matter of gates.
    private const double MostRatio = 1.15;

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        Console.Error.WriteLine("decision ...");
        var (p50, p95, commit, line) = await DecisionBenchmark.MeasureAsync(folder.File("decision.db"));
        Console.Error.WriteLine("open gates ...");
        var empty = await MegabytesAsync(GateChildren.Idle, folder.File("empty.db"));
        var served = await MegabytesAsync(GateChildren.Serve, folder.File("served.db"));
        var idle = await MegabytesAsync(GateChildren.Idle, folder.File("served.db"));
        var opened = await MegabytesAsync(GateChildren.Open, folder.File("open.db"));
        var reopened = await MegabytesAsync(GateChildren.Idle, folder.File("open.db"));

        Console.WriteLine();
        Print("raw commit of one row, beside the decisions", commit, "ms");
        Print("a line appended and synced, beside them", line, "ms");
        Print("decision to next activity started, p50", p50, "ms", "< 5", p50 < MostMs);
        Print("    p95", p95, "ms");
        Print("memory of a new host, 10,000 open gates in its store", reopened, "MB");
        Print("    against one with 10,000 decided ones", reopened / idle, "x", "< 1.15", reopened / idle < MostRatio);
        Print("    against one with an empty store", reopened / empty, "x");
        Print("memory of the host that opened 10,000 gates", opened, "MB");
        Print("    against one that has seen them decided as well", opened / served, "x", "< 1.15", opened / served < MostRatio);
        return 0;
    }

    private static async Task<double> MegabytesAsync(string part, string path)
    {
        using var child = new ChildProcess(part, path);
        var megabytes = await child.ReadAsync("mb");
        await child.EndAsync();
        return megabytes;
    }

    private static void Print(string name, double value, string unit, string target = "", bool? met = null)
    {
        var mark = met switch { true => "✓", false => "✗", null => " " };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-54} {value,10:0.00} {unit,-8} {mark} {target}").TrimEnd());
    }
}
