using System.Globalization;
using System.Text.Json;
using Workflows.CrashHost;
using Workflows.Domain.Client;
using Workflows.Engine.Tests.Embedded;

namespace Workflows.Engine.Tests.Crash;

/// <summary>
/// Lets an engine live for a moment, gives it work from several sides, kills it, and looks at what is left; again and again. In the
/// end it lets everything come to its end and holds the outcome against what was acknowledged.
/// </summary>
internal sealed class CrashDriver(int seed) : IDisposable
{
    private const int Clients = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly Population _population = new(seed);
    private readonly List<string> _problems = [];
    private readonly TemporaryFolder _folder = new();
    private readonly CommittedCalls _committed = new();
    private int _logLinesRead;

    public CrashStatistics Statistics { get; private set; } = new();

    private string HubPath => _folder.File("hub.db");

    private string LogPath => _folder.File("activities.log");

    /// <summary>Kills the engine so many times, and then lets it finish.</summary>
    /// <returns>Everything that went wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        for (var i = 0; i < kills; i++)
        {
            await LiveAndDieAsync();
        }

        await FinishAsync();
        return _problems;
    }

    public void Dispose() => _folder.Dispose();

    private async Task LiveAndDieAsync()
    {
        await using var host = HostProcess.Start(HubPath, LogPath);
        var dieBeforeReady = Chance(0.1);
        var lifetime = TimeSpan.FromMilliseconds(dieBeforeReady ? Pick(40, 200) : Pick(20, 250));
        if (!dieBeforeReady)
        {
            await host.ReadyAsync().WaitAsync(Patience);
        }

        var clients = Enumerable.Range(0, Clients).Select(_ => UseAsync(host)).ToList();
        await Task.Delay(lifetime);
        await host.KillAsync();
        await Task.WhenAll(clients);
        Statistics = Statistics with { Kills = Statistics.Kills + 1 };
        Inspect();
    }

    /// <summary>One client: starts instances and raises events until the process dies under its hands.</summary>
    private async Task UseAsync(HostProcess host)
    {
        try
        {
            await host.ReadyAsync();
            while (true)
            {
                await OneRequestAsync(host);
            }
        }
        catch (IOException)
        {
            // The process was killed; what was not answered stays in doubt.
        }
    }

    private async Task OneRequestAsync(HostProcess host)
    {
        if (_population.TakeMailbox() is { } mailbox)
        {
            await RaiseAsync(host, mailbox);
            return;
        }

        foreach (var instance in _population.Unstarted() ?? _population.MakeNew())
        {
            await StartAsync(host, instance);
        }
    }

    private async Task StartAsync(HostProcess host, Instance instance)
    {
        var answer = await host.AskAsync($"start {instance.Kind} {instance.Id} {instance.Input}");
        lock (_gate)
        {
            instance.Started = true;
            if (answer is not (nameof(StartStatus.Started) or nameof(StartStatus.AlreadyExists)))
            {
                _problems.Add($"start of {instance.Id} was answered with {answer}");
            }
        }
    }

    private async Task RaiseAsync(HostProcess host, Instance mailbox)
    {
        var item = mailbox.NextEvent++;
        try
        {
            var answer = await host.AskAsync($"raise {mailbox.Id} item {item}");
            mailbox.Acknowledge(item);
            if (answer != nameof(ControlResult.Accepted))
            {
                Problem($"event {item} to {mailbox.Id}, which was started, was answered with {answer}");
            }
        }
        catch (IOException)
        {
            mailbox.Doubt(item);
            throw;
        }
        finally
        {
            _population.GiveBack(mailbox);
        }
    }

    /// <summary>Reads the store that the killed process left, and what its activities did since the kill before.</summary>
    private void Inspect()
    {
        if (!File.Exists(LogPath))
        {
            return;
        }

        var lines = File.ReadAllLines(LogPath);
        foreach (var line in lines.Skip(_logLinesRead))
        {
            if (line.StartsWith("start ", StringComparison.Ordinal) && _committed.Contains(line[6..]))
            {
                Problem($"{line[6..]} was completed and stored before the kill, and ran again");
            }
        }

        _logLinesRead = lines.Length;
        _committed.ReadFrom(HubPath, _folder);
    }

    private async Task FinishAsync()
    {
        await using var host = HostProcess.Start(HubPath, LogPath);
        await host.ReadyAsync().WaitAsync(Patience);
        foreach (var instance in _population.All)
        {
            await StartAsync(host, instance);
            if (instance.TakesEvents)
            {
                await host.AskAsync($"raise {instance.Id} item {CrashWorkload.End}");
            }
        }

        foreach (var instance in _population.All)
        {
            Judge(instance, await EndOfAsync(host, instance));
        }

        if (_problems.Count > 0)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        var (exitCode, errors) = await host.CloseAsync(patience.Token);
        if (exitCode != 0 || errors.Length > 0)
        {
            Problem($"the last process ended with {exitCode}: {errors}");
        }

        Inspect();
        var started = File.ReadLines(LogPath).Where(line => line.StartsWith("start ", StringComparison.Ordinal)).ToList();
        Statistics = Statistics with
        {
            Instances = _population.All.Count,
            Events = _population.All.Sum(instance => instance.Acknowledged.Count),
            ActivityCalls = started.Distinct().Count(),
            RepeatedCalls = started.Count - started.Distinct().Count(),
            CommittedCalls = _committed.Count,
        };
    }

    private static async Task<string> EndOfAsync(HostProcess host, Instance instance)
    {
        try
        {
            return await host.AskAsync($"wait {instance.Id}").WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return "still running";
        }
    }

    private void Judge(Instance instance, string end)
    {
        const string Completed = "Completed ";
        if (!end.StartsWith(Completed, StringComparison.Ordinal))
        {
            Problem($"{instance.Id} ({instance.Input}) ended as: {end}\n{StoredInstance.Describe(HubPath, instance.Id)}");
            return;
        }

        var output = end[Completed.Length..];
        if (instance.TakesEvents)
        {
            if (instance.Problem(JsonSerializer.Deserialize<List<int>>(output)!) is { } problem)
            {
                Problem(problem);
            }

            return;
        }

        var expected = instance.Kind switch
        {
            "mailbox" => $"[{string.Join(',', Enumerable.Range(1, -instance.Number))}]",
            "courier" => instance.Number.ToString(CultureInfo.InvariantCulture),
            _ => CrashWorkload.Expected(instance.Kind, instance.Number).ToString(CultureInfo.InvariantCulture),
        };
        if (output != expected)
        {
            Problem($"{instance.Id} answered {output}, not {expected}");
        }
    }

    private void Problem(string problem)
    {
        lock (_gate)
        {
            _problems.Add(problem);
        }
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private int Pick(int from, int to) => _random.Next(from, to);
}
