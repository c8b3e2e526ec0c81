namespace Workflows.Local.Tests;

/// <summary>Forks on the command line, without a serving host: the command is the host and takes the fork to its end.</summary>
public sealed class ForkCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public ForkCommandTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_forked_with_an_answer_of_ones_own_and_with_another_step()
    {
        var run = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;
        var answer = _folder.File("answer.md", ModelServer.Code);

        var fork = (await _cli.RunAsync("fork", run[..^2], "--from", "model", "--answer", answer, "--by", "Ada", "--label", "By hand", "--json")).Expect(ExitCode.Success).Json();
        var id = fork.GetProperty("runId").GetString()!;
        Assert.Equal(("By hand", "checked", "given by Ada"), (fork.GetProperty("label").GetString(), fork.GetProperty("outcome").GetString(), fork.GetProperty("model").GetString()));
        Assert.Equal((run, "AskModel"), (fork.GetProperty("forkedFrom").GetProperty("runId").GetString(), fork.GetProperty("forkedFrom").GetProperty("step").GetString()));
        Assert.Contains("class PingTests", (await _cli.RunAsync("artifacts", id, "code/round-1.formatted.cs")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Contains($"forked     from {run} at AskModel", (await _cli.RunAsync("status", id)).Expect(ExitCode.Success).Out, StringComparison.Ordinal);

        var again = (await _cli.RunAsync("fork", id, "--from", "check")).Expect(ExitCode.Success);
        Assert.Contains($"forked     from {id} at CheckCode", again.Out, StringComparison.Ordinal);
        Assert.Contains($"  By hand  fork of {run} at AskModel", (await _cli.RunAsync("list")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Contains("No model was asked at 'CheckCode'", (await _cli.RunAsync("fork", id, "--from", "check", "--model", "other")).Expect(ExitCode.Success).Error, StringComparison.Ordinal);
        (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.Success);
    }

    [Fact]
    public async Task The_timeline_tells_what_to_type_for_each_step()
    {
        var run = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;

        var told = (await _cli.RunAsync("timeline", run[..^2])).Expect(ExitCode.Success);

        var lines = told.Out.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["--from", "UnderstandDocument", "RenderPrompt", "AskModel", "ExtractCode", "FormatCode", "CheckCode", "PublishTests"], lines.Select(line => line.Split(' ')[0]));
        Assert.Matches("^AskModel +done +[0-9.]+ s  Ask model: offline$", lines[3]);
        Assert.Contains($"'workflows fork {run} --from AskModel'", told.Error, StringComparison.Ordinal);
        var steps = (await _cli.RunAsync("timeline", run, "--json")).Expect(ExitCode.Success).Json().GetProperty("steps").EnumerateArray();
        Assert.Equal(lines.Skip(1).Select(line => line.Split(' ')[0]), steps.Select(step => step.GetProperty("forkable").GetString()));
        Assert.Contains("has no agents", (await _cli.RunAsync("timeline", run, "--agent", "implementer-1")).Expect(ExitCode.NotFound).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_what_would_be_right()
    {
        var run = (await _cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json().GetProperty("runId").GetString()!;
        var file = _folder.File("text.md", "x");

        var wrong = (await _cli.RunAsync("fork", run, "--from", "nothing")).Expect(ExitCode.Usage).Error.ReplaceLineEndings("\n");
        Assert.Contains("\n  UnderstandDocument\n  RenderPrompt\n  AskModel\n", wrong, StringComparison.Ordinal);
        Assert.Contains($"'workflows timeline {run}' shows the steps", wrong, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await _cli.RunAsync("fork", run, "--from", "AskModel", "--prompt", file + ".no")).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Contains("is empty", (await _cli.RunAsync("fork", run, "--from", "AskModel", "--prompt", _folder.File("empty.md", " "))).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
        (await _cli.RunAsync("fork", run, "--from", "AskModel", "--prompt", file, "--answer", file)).Expect(ExitCode.Usage);
        (await _cli.RunAsync("fork", run)).Expect(ExitCode.Usage);
        (await _cli.RunAsync("fork", "run-of-nobody", "--from", "AskModel")).Expect(ExitCode.NotFound);
        Assert.Single((await _cli.RunAsync("list", "--json")).Expect(ExitCode.Success).Json().GetProperty("runs").EnumerateArray());
    }
}
