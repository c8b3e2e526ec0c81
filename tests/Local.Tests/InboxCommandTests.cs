using Workflows.Activities.SourceControl;

namespace Workflows.Local.Tests;

/// <summary>The inbox and the digest on the command line, without a serving host.</summary>
public sealed class InboxCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;
    private readonly Dictionary<string, string> _settings;

    public InboxCommandTests()
    {
        _cli = new Cli(Path.Combine(_folder.Path, ".workflows"));
        _settings = new() { ["SourceControl__Repository"] = Repository };
    }

    private string Repository => Path.Combine(_folder.Path, "real.git");

    public Task InitializeAsync() => LocalRepository.EnsureAsync(Repository, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Several_runs_wait_are_decided_at_once_and_are_told_of_afterwards()
    {
        var first = await GenerateAsync("first");
        var second = await GenerateAsync("second");

        var inbox = (await _cli.RunAsync("inbox", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal([first, second], inbox.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("runId").GetString()!));
        var shown = (await _cli.RunAsync("inbox", "--top", "1")).Expect(ExitCode.Success);
        Assert.Contains("holds up first", shown.Out, StringComparison.Ordinal);
        Assert.Contains("1 more", shown.Error, StringComparison.Ordinal);

        var decided = (await RunAsync("inbox", "decide", first, second, "--decision", "reject", "--by", "ada", "--json")).Expect(ExitCode.Success).Json();
        Assert.All(decided.GetProperty("results").EnumerateArray(), result => Assert.Equal("taken", result.GetProperty("result").GetString()));
        Assert.Contains("Nothing waits", (await _cli.RunAsync("inbox")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);

        var digest = (await _cli.RunAsync("since", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal(2, digest.GetProperty("counts").GetProperty("rejected").GetInt32());
        Assert.Equal(["ada", "ada"], digest.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetProperty("by").GetString()!));
        Assert.Contains("rejected 2", (await _cli.RunAsync("since", "7d")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Contains("## Rejected (2)", (await _cli.RunAsync("since", "90m", "--markdown")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        (await _cli.RunAsync("since", "yesterday")).Expect(ExitCode.Usage);
    }

    private async Task<string> GenerateAsync(string label) =>
        (await RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--commit", "--label", label, "--json")).Expect(ExitCode.Success)
            .Json().GetProperty("runId").GetString()!;

    private Task<CliResult> RunAsync(params string[] arguments) => WorkflowsProcess.Start(_folder.Path, _settings, arguments).ExitAsync();
}
