using System.Diagnostics;
using System.Globalization;
using Workflows.Domain.Client;

namespace Workflows.Benchmarks;

/// <summary>What the child processes do. Each tells its figures on standard output and lives until its input is closed, or it is killed.</summary>
internal static class Children
{
    public const string StartWaiting = "start-waiting";
    public const string ReopenWaiting = "reopen-waiting";
    public const string StartUnfinished = "start-unfinished";
    public const string FinishUnfinished = "finish-unfinished";

    public const int Waiting = 100_000;
    public const int Unfinished = 2_000;

    private const int Steps = 5;
    private const int Callers = 500;

    public static async Task<int> RunAsync(string part, string hubPath)
    {
        await (part switch
        {
            StartWaiting => StartWaitingAsync(hubPath),
            ReopenWaiting => ReopenWaitingAsync(hubPath),
            StartUnfinished => StartUnfinishedAsync(hubPath),
            FinishUnfinished => FinishUnfinishedAsync(hubPath),
            _ => throw new ArgumentException($"'{part}' is no part."),
        });
        return 0;
    }

    private static async Task StartWaitingAsync(string hubPath)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var engine = await Hub.StartAsync(hubPath);
        await StartAllAsync(engine.Client, Waiting, Hub.Waiter, 0);
        await UntilNonePendingAsync(engine.Client);
        Tell("seconds", Stopwatch.GetElapsedTime(begun).TotalSeconds);
        Tell("mb", ResidentMegabytes());
        await UntilInputEndsAsync();
    }

    private static async Task ReopenWaitingAsync(string hubPath)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var engine = await Hub.StartAsync(hubPath);
        Tell("seconds", Stopwatch.GetElapsedTime(begun).TotalSeconds);
        var raised = Stopwatch.GetTimestamp();
        await AnswerAsync(engine.Client, Waiting / 2);
        Tell("first_answer_ms", Stopwatch.GetElapsedTime(raised).TotalMilliseconds);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => AnswerAsync(engine.Client, i)));
        Tell("mb", ResidentMegabytes());
        await UntilInputEndsAsync();
    }

    private static async Task StartUnfinishedAsync(string hubPath)
    {
        var arrived = 0;
        await using var engine = await Hub.StartAsync(hubPath, slow: async (step, stop) =>
        {
            Interlocked.Increment(ref arrived);
            await Task.Delay(Timeout.Infinite, stop);
            return step;
        });
        await StartAllAsync(engine.Client, Unfinished, Hub.SlowChain, Steps);
        // Every instance has its first step behind it and its second one scheduled.
        for (var i = 0; i < Unfinished; i++)
        {
            while ((await engine.Client.GetHistoryAsync(Hub.Id(i)))?.Count(line => line.EventType == "TaskScheduled") != 2)
            {
                await Task.Delay(5);
            }
        }

        Tell("arrived", arrived);
        await UntilInputEndsAsync();
    }

    private static async Task FinishUnfinishedAsync(string hubPath)
    {
        await using var engine = await Hub.StartAsync(hubPath);
        await Task.WhenAll(Enumerable.Range(0, Unfinished).Select(i => Hub.EndAsync(engine.Client, Hub.Id(i))));
        Tell("done", Unfinished);
        await UntilInputEndsAsync();
    }

    private static Task StartAllAsync(
        OrchestrationClient client, int count, Domain.Orchestration.OrchestratorDefinition<int, int> orchestrator, int input) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var i = caller; i < count; i += Callers)
            {
                await client.ScheduleNewInstanceAsync(orchestrator, input, new StartOptions { InstanceId = Hub.Id(i) });
            }
        }));

    private static async Task UntilNonePendingAsync(OrchestrationClient client)
    {
        var pending = new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Pending], PageSize = 1 };
        while ((await client.QueryAsync(pending)).Instances.Count > 0)
        {
            await Task.Delay(20);
        }
    }

    private static async Task AnswerAsync(OrchestrationClient client, int number)
    {
        await client.RaiseEventAsync(Hub.Id(number), "go", "1");
        await Hub.EndAsync(client, Hub.Id(number));
    }

    private static async Task UntilInputEndsAsync() => _ = await Console.In.ReadLineAsync();

    private static double ResidentMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / (1024.0 * 1024.0);
    }

    private static void Tell(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
}
