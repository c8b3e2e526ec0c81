using System.Globalization;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A real host, killed again and again; a real endpoint that counts.</summary>
public sealed class ImplementCrashTests : IDisposable
{
    private const int Kills = 20;
    private const int Lines = 36;

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Killed_twenty_times_a_run_ends_as_one_that_never_was_and_asks_each_question_under_one_key()
    {
        var runs = await Task.WhenAll(RunAsync("whole", kills: 0), RunAsync("killed", Kills));
        var (undisturbed, killed) = (runs[0], runs[1]);

        Assert.Equal(undisturbed.Files, killed.Files);
        Assert.Equal(string.Concat(Enumerable.Range(1, Lines).Select(line => $"line {line}\n")), killed.Files["workspace/log.txt"]);
        Assert.Equal(undisturbed.Reports, killed.Reports);
        Assert.Equal(undisturbed.Tree, killed.Tree);
        Assert.Equal(1, killed.Commits);
        Assert.Equal(undisturbed.Questions, killed.Questions);

        // A question that was under way when the host was killed is asked again under its own key, so that whoever bills bills it once.
        Assert.All(killed.Keys, keys => Assert.Single(keys));
        Assert.True(killed.Requests <= undisturbed.Requests + Kills, $"{killed.Requests} requests, {undisturbed.Requests} without kills");
    }

    private async Task<Ended> RunAsync(string name, int kills)
    {
        await using var model = await AgentServer.StartAsync(Script);
        var task = await TaskFolder.CreateAsync(
            Path.Combine(_folder.Path, name, "task"), ("project/tasks/current.md", "# Append\n\nAppend to the log, line by line.\n"), ("project/tasks/done.md", "# Done\n"),
            ("workspace/append.sh", "echo \"line $1\" >> log.txt\n"));
        var home = Directory.CreateDirectory(Path.Combine(_folder.Path, name, "host")).FullName;
        await using var host = new AgentHost(home, model.Url);
        await host.StartAsync();
        var runId = await host.ImplementAsync(task.Path, $"grep -q \"line {Lines}\" log.txt", 3, _patience.Token);
        var chance = new Random(11);
        for (var kill = 0; kill < kills; kill++)
        {
            // While a question is under way, or while a tool runs: the chance of the machine does the rest.
            await model.WaitForRequestsAsync(model.Requests + chance.Next(0, 3), _patience.Token);
            for (var look = chance.Next(0, 4); look > 0; look--)
            {
                Assert.False(await host.IsOverAsync(runId, _patience.Token), $"The run was over before kill {kill + 1}.");
            }

            await host.KillAsync();
            await host.StartAsync();
        }

        var run = await host.EndOfAsync(runId, _patience.Token);
        Assert.Equal("finished", run.GetProperty("status").GetString());
        Assert.Equal("passed", run.GetProperty("outcome").GetString());
        var reports = task.Reports();
        var branch = (await task.GitAsync("for-each-ref", "--format=%(refname:short)", "refs/heads/workflows/")).Split('\n').Single();
        return new Ended(
            task.Files(),
            new SortedDictionary<string, string>(Directory.GetFiles(reports).Where(file => !file.EndsWith("artifacts.json", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileName(file), File.ReadAllText)),
            await task.GitAsync("rev-parse", branch + "^{tree}"), int.Parse(await task.GitAsync("rev-list", "--count", "HEAD.." + branch), CultureInfo.InvariantCulture),
            model.Conversations.Count, model.Requests, [.. model.Conversations.Values.Select(keys => keys.Keys.ToList())]);
    }

    // Two rounds; in each of the first turns the implementer appends a line, so that a tool that acted twice would show.
    private static AgentReply Script(AgentQuestion asked) => asked.Role switch
    {
        "planner" when asked.Turn == 1 => new AgentReply("I look.", AgentReply.Read("workspace/append.sh")),
        "planner" => AgentReply.Plan,
        "implementer" when asked.Turn <= Lines / 2 => new AgentReply(
            "I append.", AgentReply.Run("sh", "append.sh", ((asked.Round - 1) * (Lines / 2) + asked.Turn).ToString(CultureInfo.InvariantCulture))),
        "implementer" => new AgentReply($"Round {asked.Round} is done."),
        "reviewer" when asked.Round == 1 => new AgentReply("VERDICT: FAIL\nACTION: CONTINUE\nFIXES:\n1. Append the other lines."),
        "reviewer" => AgentReply.Pass,
        _ when asked.Turn == 1 => new AgentReply("I write.", AgentReply.Write("project/tasks/done.md", "# Done\n\nAppended.\n")),
        _ => new AgentReply("Written."),
    };

    private sealed record Ended(
        SortedDictionary<string, string> Files, SortedDictionary<string, string> Reports, string Tree, int Commits, int Questions, int Requests, IReadOnlyList<List<string>> Keys);
}
