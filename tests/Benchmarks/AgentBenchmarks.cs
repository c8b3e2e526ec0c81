using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>What a turn of an agent costs beside its model and its tool, early and late.</summary>
internal static class AgentBenchmarks
{
    private const double MostMs = 3;
    private const double MostRatio = 1.25;

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        Console.Error.WriteLine("agent turns ...");
        var raw = RawCommit.Measure(folder.File("raw.db"));
        var turns = await AgentTurnBenchmark.MeasureAsync(folder);
        var after = RawCommit.Measure(folder.File("raw-2.db"));

        var (early, late) = (turns.Take(50).Median(), turns.Skip(450).Take(50).Median());
        Console.WriteLine();
        Print("raw commit of one row, before and after", (raw + after) / 2, "ms");
        Print("turn without model and tool, p50", turns.Median(), "ms", "< 3", turns.Median() < MostMs);
        Print("    p95", turns.Percentile(0.95), "ms");
        Print("    in raw commits", turns.Median() / ((raw + after) / 2), "x");
        Print("turns 1 to 50, p50", early, "ms");
        Print("turns 451 to 500, p50", late, "ms");
        Print("    ratio", late / early, "x", "< 1.25", late / early < MostRatio);
        return 0;
    }

    private static void Print(string name, double value, string unit, string target = "", bool? met = null)
    {
        var mark = met switch { true => "✓", false => "✗", null => " " };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-54} {value,10:0.00} {unit,-8} {mark} {target}").TrimEnd());
    }
}
