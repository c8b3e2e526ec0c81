using System.Collections.Concurrent;
using System.Text.Json;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>One host on which all hostile models work at the same time, each on a task of its own.</summary>
public sealed class HostileRuns : IAsyncLifetime, IDisposable
{
    /// <summary>Turns that an implementer has on this host.</summary>
    public const int MaxTurns = 8;

    public const string Secret = "canary-secret-3f1c";

    private const string TestCommand = "grep -q 42 answer.txt";

    private static readonly string[] Names =
        ["leave", "install", "secrets", "links", "flood", "broken", "unknown", "loop", "prose", "claim", "writer"];

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));
    private readonly ConcurrentDictionary<string, HostileRun> _runs = new(StringComparer.Ordinal);

    /// <summary>A file beside the tasks that no agent may see or change.</summary>
    public string Outside => Path.Combine(_folder.Path, "outside.txt");

    internal HostileRun this[string name] => _runs[name];

    public async Task InitializeAsync()
    {
        _folder.File("outside.txt", Secret);
        await using var model = await AgentServer.StartAsync(HostileScripts.Reply);
        var home = Directory.CreateDirectory(Path.Combine(_folder.Path, "host")).FullName;
        await using var host = new AgentHost(home, model.Url, ("ORCH_MAX_TURNS_IMPLEMENTER", $"{MaxTurns}"));
        await host.StartAsync();
        await Task.WhenAll(Names.Select(async name =>
        {
            var task = await TaskFolder.CreateAsync(
                Path.Combine(_folder.Path, name), ("project/tasks/current.md", $"# {name}\n\nWrite 42 into workspace/answer.txt.\n"), ("project/vision.md", "# Vision\n"),
                ("project/reports/run-20200101-000000/plan.txt", "old\n"), ("workspace/keep.txt", "keep\n"), ("workspace/loot.sh", HostileScripts.Loot(Outside)),
                ("workspace/link.sh", HostileScripts.Link(Outside)));
            var runId = await host.ImplementAsync(task.Path, TestCommand, 2, _patience.Token);
            var run = await host.EndOfAsync(runId, _patience.Token);
            var reports = Directory.GetDirectories(task.At("project/reports")).Single(folder => !folder.EndsWith("run-20200101-000000", StringComparison.Ordinal));
            using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(reports, "artifacts.json")));
            _runs[name] = new HostileRun(
                task, run, report.RootElement.Clone(), [.. model.Questions.Where(question => question.Task == name)],
                Path.Combine(home, ".workflows", "artifacts", "runs", runId));
        }));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }
}
