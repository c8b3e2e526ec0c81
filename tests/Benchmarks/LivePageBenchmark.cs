using System.Diagnostics;
using Workflows.Domain.Client;
using Workflows.Engine;

namespace Workflows.Benchmarks;

/// <summary>
/// What a page that shows a run live costs: it listens to the run and to the list, and asks for the timeline whenever the run has changed.
/// The run makes a step every 200 ms. The page is a process of its own: only what the server spends is counted.
/// </summary>
internal static class LivePageBenchmark
{
    /// <summary>Name of the child process that is the page.</summary>
    public const string Page = "live-page";

    /// <summary>Name of the child process that serves it.</summary>
    public const string Server = "live-server";

    private const int WarmUps = 300;

    private static readonly TimeSpan Observed = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(200);

    /// <summary>The server: tells the shares of a core of the page alone and of the run without it, and how many events the page was told.</summary>
    public static async Task<int> ServeAsync(string path)
    {
        await using var engine = await Hub.StartAsync(path, async (n, stop) =>
        {
            await Task.Delay(StepTime, stop);
            return n;
        });
        await StepsAsync(engine.Client, "warm-up", 5);
        var (server, url) = await new ViewHost(engine).ServeAsync();
        await using var serving = server;

        await WarmUpAsync(url);
        await WatchedAsync(engine, url, "first", TimeSpan.FromSeconds(5));
        var watched = await WatchedAsync(engine, url, "watched", Observed);
        var alone = await CpuAsync(engine.Client, "alone", Observed);
        Console.WriteLine(FormattableString.Invariant($"page={Math.Max(0, watched.Share - alone)}"));
        Console.WriteLine(FormattableString.Invariant($"run={alone}"));
        Console.WriteLine(FormattableString.Invariant($"events={watched.Events}"));
        return 0;
    }

    /// <summary>The page: listens until its input is closed, and tells how much it heard.</summary>
    /// <param name="address">The host and the run, with a blank between them.</param>
    public static async Task<int> ListenAsync(string address)
    {
        var (url, id) = (address.Split(' ')[0], address.Split(' ')[1]);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
        using var enough = new CancellationTokenSource();
        var events = 0;
        // The thread that reads the events must not be the one that waits for the end of the input.
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] listeners =
        [
            ListenAsync(http, $"v1/runs/{id}/events", async () =>
            {
                events++;
                first.TrySetResult();
                await http.GetStringAsync(new Uri($"v1/runs/{id}/timeline", UriKind.Relative), enough.Token);
            }, enough.Token),
            ListenAsync(http, "v1/events", () => Task.CompletedTask, enough.Token),
        ];
        await first.Task;
        Console.WriteLine("begun=1");
        _ = await Console.In.ReadLineAsync();
        Console.WriteLine(FormattableString.Invariant($"events={events}"));
        await enough.CancelAsync();
        await Task.WhenAll(listeners);
        return 0;
    }

    private static async Task<(double Share, double Events)> WatchedAsync(EmbeddedEngine engine, Uri url, string id, TimeSpan time)
    {
        await engine.Client.ScheduleNewInstanceAsync(Hub.Chain, Steps(time), new StartOptions { InstanceId = id });
        using var page = new ChildProcess(Page, $"{url} {id}");
        await page.ReadAsync("begun");
        var share = await ShareAsync(() => Task.Delay(time));
        page.CloseInput();
        var events = await page.ReadAsync("events");
        await page.EndAsync();
        await Hub.EndAsync(engine.Client, id);
        return (share, events);
    }

    private static async Task WarmUpAsync(Uri url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url };
        for (var i = 0; i < WarmUps; i++)
        {
            await http.GetStringAsync(new Uri("v1/runs/warm-up/timeline", UriKind.Relative));
            using var listening = await http.GetAsync(new Uri(i % 2 == 0 ? "v1/events" : "v1/runs/warm-up/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            using var reader = new StreamReader(await listening.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line && line != "event: run")
            {
                continue;
            }
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    private static async Task<double> CpuAsync(OrchestrationClient client, string id, TimeSpan time)
    {
        await client.ScheduleNewInstanceAsync(Hub.Chain, Steps(time), new StartOptions { InstanceId = id });
        var share = await ShareAsync(() => Task.Delay(time));
        await Hub.EndAsync(client, id);
        return share;
    }

    private static async Task StepsAsync(OrchestrationClient client, string id, int steps)
    {
        await client.ScheduleNewInstanceAsync(Hub.Chain, steps, new StartOptions { InstanceId = id });
        await Hub.EndAsync(client, id);
    }

    private static int Steps(TimeSpan time) => (int)(time / StepTime) + 10;

    private static async Task<double> ShareAsync(Func<Task> wait)
    {
        using var process = Process.GetCurrentProcess();
        var (begun, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        await wait();
        process.Refresh();
        return (process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(begun);
    }

    private static async Task ListenAsync(HttpClient http, string path, Func<Task> changed, CancellationToken enough)
    {
        try
        {
            using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, enough);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(enough));
            while (await reader.ReadLineAsync(enough) is { } line)
            {
                if (line.StartsWith("event: run", StringComparison.Ordinal))
                {
                    await changed();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough was seen.
        }
    }
}
