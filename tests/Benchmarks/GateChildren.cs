using System.Diagnostics;
using System.Globalization;

namespace Workflows.Benchmarks;

/// <summary>The child processes of the gates: one that only holds the store, one that opens gates in it, and one that sees them decided as well.</summary>
internal static class GateChildren
{
    public const string Idle = "idle-gates";
    public const string Open = "open-gates";
    public const string Serve = "serve-gates";

    public const int Gates = 10_000;

    private const int Callers = 200;

    public static async Task<int> RunAsync(string part, string hubPath)
    {
        await using var engine = await GateHub.StartAsync(hubPath, _ => { });
        if (part != Idle)
        {
            await ForAllAsync(number => GateHub.OpenAsync(engine.Client, number));
            await ForAllAsync(number => GateHub.OpenedAsync(engine.Client, number));
        }

        if (part == Serve)
        {
            await ForAllAsync(number => GateHub.ApproveAsync(engine.Client, number));
            await ForAllAsync(number => Hub.EndAsync(engine.Client, Hub.Id(number)));
        }

        // A host of one day has collected its garbage; one of a second has not, and whatever it did last would be counted.
        await Task.Delay(1_000);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"heap_mb={GC.GetTotalMemory(forceFullCollection: true) / (1024.0 * 1024.0)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mb={self.WorkingSet64 / (1024.0 * 1024.0)}"));
        _ = await Console.In.ReadLineAsync();
        return 0;
    }

    private static Task ForAllAsync(Func<int, Task> act) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
    {
        for (var i = caller; i < Gates; i += Callers)
        {
            await act(i);
        }
    }));
}
