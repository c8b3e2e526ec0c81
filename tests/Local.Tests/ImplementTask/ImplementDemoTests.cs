using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>The demo task, end to end: real tools, a real sandbox, a real <c>dotnet test</c>, a real repository; only the wits are scripted.</summary>
public sealed partial class ImplementDemoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_fails_its_tests_is_reviewed_mended_documented_committed_and_reported()
    {
        var task = await TaskFolder.ExampleAsync(Path.Combine(_folder.Path, "greeter"));

        var cli = new Cli(Path.Combine(_folder.Path, "data"));

        var result = (await cli.RunAsync("implement", task.Path, "--auto-approve")).Expect(ExitCode.Success);

        var reports = task.Reports();
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(reports, "artifacts.json")));
        HasTheReports(reports, report.RootElement);
        HasTwoRounds(report.RootElement);
        var sha = await HasTheChangeAsync(task, report.RootElement);

        // Short statuses only, with what people look for.
        Assert.All([reports, sha], text => Assert.Contains(text, result.Out + result.Error, StringComparison.Ordinal));
        Assert.All((result.Out + result.Error).Split('\n'), line => Assert.True(line.Length < 400, line));
        await TellsItsAgentsAsync(cli, report.RootElement.GetProperty("run").GetString()!);
        Assert.Single(result.Out.Split('\n'), line => line.Contains("round 2: PASS", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Out.Split('\n'), line => line.StartsWith("round ", StringComparison.Ordinal));
    }

    // What an agent did is told by its name, with what a fork from there is named.
    private static async Task TellsItsAgentsAsync(Cli cli, string run)
    {
        var whole = (await cli.RunAsync("timeline", run)).Expect(ExitCode.Success).Out;
        Assert.Contains("implementer-2 ", whole, StringComparison.Ordinal);
        Assert.Contains("Read verdict, round 1: FAIL CONTINUE", whole, StringComparison.Ordinal);
        Assert.Contains("Render agent prompt, round 2: for implementer-2", whole, StringComparison.Ordinal);
        Assert.Matches("Record step(, round [0-9])?: round-1", whole);
        var agent = (await cli.RunAsync("timeline", run, "--agent", "implementer-2")).Expect(ExitCode.Success).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(agent.Skip(1), line => Assert.StartsWith("implementer-2/", line, StringComparison.Ordinal));
        Assert.Contains(agent, line => line.Contains("run_cmd dotnet test (exit code 0", StringComparison.Ordinal));
        Assert.Contains("\n  implementer-1\n", (await cli.RunAsync("timeline", run, "--agent", "nobody")).Expect(ExitCode.NotFound).Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // The files of row R6, and nothing else.
    private static void HasTheReports(string folder, JsonElement report)
    {
        Assert.Matches(ReportsName(), Path.GetFileName(folder));
        Assert.Equal(
            ["artifacts.json", "diff_round_1.patch", "diff_round_2.patch", "implementer.txt", "plan.txt", "reviewer.txt", "tech_writer.txt"],
            Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.StartsWith("PLAN:\n1. ", File.ReadAllText(Path.Combine(folder, "plan.txt")), StringComparison.Ordinal);
        Assert.Contains("===== Round 2: implementer-2", File.ReadAllText(Path.Combine(folder, "implementer.txt")), StringComparison.Ordinal);
        Assert.Contains("[The loop reads: FAIL CONTINUE]", File.ReadAllText(Path.Combine(folder, "reviewer.txt")), StringComparison.Ordinal);
        SchemaCheck.Holds("docs/artifacts.schema.json", report);
    }

    private static void HasTwoRounds(JsonElement report)
    {
        var rounds = report.GetProperty("rounds").EnumerateArray().ToList();
        Assert.Equal(["FAIL", "PASS"], rounds.Select(round => round.GetProperty("verdict").GetProperty("verdict").GetString()));
        Assert.Equal([false, true], rounds.Select(round => round.GetProperty("tests").GetProperty("passed").GetBoolean()));
        Assert.Contains("Without_a_name_it_greets_the_world", rounds[0].GetProperty("tests").GetProperty("failing")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("IsNullOrWhiteSpace", rounds[0].GetProperty("verdict").GetProperty("fixes").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["dotnet test", "dotnet test"],
            report.GetProperty("agents").EnumerateArray().SelectMany(agent => agent.GetProperty("commands").EnumerateArray()).Select(command => command.GetProperty("command").GetString()));
    }

    // What passed is in the folder, and in a commit on a branch of its own; nothing else of the repository has moved.
    private static async Task<string> HasTheChangeAsync(TaskFolder task, JsonElement report)
    {
        var source = task.Read("workspace/src/Greeter/Greeting.cs");
        Assert.Contains("IsNullOrWhiteSpace", source, StringComparison.Ordinal);
        Assert.Contains("Greeter library", task.Read("project/tasks/done.md"), StringComparison.Ordinal);
        Assert.StartsWith("# Done\n\nWhat was done, the newest at the end.\n", task.Read("project/tasks/done.md"), StringComparison.Ordinal);
        Assert.Contains("## Greeter", task.Read("project/architecture.md"), StringComparison.Ordinal);
        Assert.True(File.Exists(task.At("project/decisions/0002-a-name-of-blanks-is-no-name.md")));
        var commit = report.GetProperty("delivery").GetProperty("commit");
        var (branch, sha) = (commit.GetProperty("branch").GetString()!, commit.GetProperty("sha").GetString()!);
        Assert.Equal(sha, await task.GitAsync("rev-parse", branch));
        Assert.Equal(source.TrimEnd('\n'), await task.GitAsync("show", $"{sha}:workspace/src/Greeter/Greeting.cs"));
        Assert.DoesNotContain("project/reports", await task.GitAsync("ls-tree", "-r", "--name-only", sha), StringComparison.Ordinal);
        Assert.Equal("1", await task.GitAsync("rev-list", "--count", "HEAD"));
        return sha;
    }

    [GeneratedRegex(@"^run-\d{8}-\d{6}$")]
    private static partial Regex ReportsName();
}
