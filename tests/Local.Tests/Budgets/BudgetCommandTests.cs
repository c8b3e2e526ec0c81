namespace Workflows.Local.Tests.Budgets;

public sealed class BudgetCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;

    public BudgetCommandTests() => _cli = new Cli(Path.Combine(_folder.Path, "data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Limits_are_set_raised_and_shown()
    {
        Assert.Contains("nothing is limited", (await _cli.RunAsync("budget", "show")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);

        (await _cli.RunAsync("budget", "set", "--month-usd", "20", "--run-tokens", "5000")).Expect(ExitCode.Success);
        (await _cli.RunAsync("budget", "set", "--project-usd", "100", "--run-tokens", "none")).Expect(ExitCode.Success);
        var raised = (await _cli.RunAsync("budget", "raise", "2.50 usd", "--scope", "month", "--json")).Expect(ExitCode.Success).Json();
        Assert.Empty(raised.GetProperty("runs").EnumerateArray());

        var shown = (await _cli.RunAsync("budget", "show")).Expect(ExitCode.Success).Out;
        Assert.Contains("local/default\n", shown.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("each run   limit none", shown, StringComparison.Ordinal);
        Assert.Contains("all runs   limit 100.00 usd; spent 0.00 usd, 0 tokens", shown, StringComparison.Ordinal);
        Assert.Contains("limit 22.50 usd; spent 0.00 usd, 0 tokens; set aside 0.00 usd, 0 tokens; left 22.50 usd", shown, StringComparison.Ordinal);

        (await _cli.RunAsync("budget", "set", "--default")).Expect(ExitCode.Success);
        Assert.Contains("limit none", (await _cli.RunAsync("budget", "show")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.50 usd", "budget", "set")]
    [InlineData("2.50 usd", "budget", "raise", "5", "--scope", "month")]
    [InlineData("--month-usd is 'much'", "budget", "set", "--month-usd", "much")]
    [InlineData("names no project", "budget", "set", "--user", "Al ice", "--month-usd", "1")]
    public async Task What_makes_no_sense_is_refused_with_an_example(string words, params string[] args)
    {
        var refused = await _cli.RunAsync(args);

        Assert.NotEqual((int)ExitCode.Success, refused.ExitCode);
        Assert.Contains(words == "2.50 usd" && args.Length == 2 ? "--month-usd 20" : words, refused.Error, StringComparison.Ordinal);
    }
}
