using Workflows.Activities.SourceControl;

namespace Workflows.Local.Tests;

/// <summary>Decisions on the command line, without a serving host: each command is the host for as long as it runs.</summary>
public sealed class GateCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;
    private readonly Dictionary<string, string> _settings;

    public GateCommandTests()
    {
        _cli = new Cli(Path.Combine(_folder.Path, ".workflows"));
        _settings = new() { ["SourceControl__Repository"] = Repository };
    }

    private string Repository => Path.Combine(_folder.Path, "real.git");

    public Task InitializeAsync() => LocalRepository.EnsureAsync(Repository, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_stops_at_the_gate_comes_round_with_the_changes_and_is_rejected_by_name()
    {
        var run = await GenerateAsync();
        var waiting = Assert.Single((await _cli.RunAsync("gates", "--json")).Expect(ExitCode.Success).Json().GetProperty("gates").EnumerateArray());
        Assert.Equal((run, "Open"), (waiting.GetProperty("runId").GetString(), waiting.GetProperty("state").GetString()));

        var replied = (await RunAsync("reply", run, "--text", "cover 404, too", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal($"{run}:approve-tests:2", replied.GetProperty("next").GetProperty("gateId").GetString());

        var rejected = (await RunAsync("reject", run, "--text", "not now", "--by", "ada")).Expect(ExitCode.Rejected).Out;
        Assert.Contains("hash       ", rejected, StringComparison.Ordinal);
        Assert.Contains("reject by ada: not now", rejected, StringComparison.Ordinal);
        Assert.Equal("main", await Git.AskAsync(Repository, "for-each-ref", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task A_decision_is_for_what_was_seen_and_is_taken_once()
    {
        var run = await GenerateAsync();
        var hash = (await _cli.RunAsync("gates", "show", run, "--json")).Expect(ExitCode.Success).Json().GetProperty("gate").GetProperty("contentHash").GetString()!;
        Assert.Contains("nothing was decided", (await RunAsync("approve", run, "--hash", new string('0', 64))).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);

        (await RunAsync("approve", run, "--hash", hash[..12], "--by", "Ada")).Expect(ExitCode.Success);

        Assert.Equal("Ada", await Git.AskAsync(Repository, "log", "-1", "--format=%an", $"workflows/{run}"));
        Assert.Contains("waits for no decision", (await RunAsync("approve", run)).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        Assert.Contains("already decided: Approve by Ada", (await RunAsync("reject", $"{run}:approve-tests:1")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        Assert.Contains("decided", (await _cli.RunAsync("gates", "--all")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_who_are_named_decide_and_nobody_approves_a_request_of_their_own()
    {
        _settings["Gates__Users"] = "ada, root, bob";
        _settings["Gates__RequesterMayDecide"] = "false";
        var document = Path.Combine(Cli.Examples, "ping.json");
        Assert.Contains("Gates:AllowAutoApprove", (await RunAsync("generate", document, "--check-only", "--auto-approve")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        var run = await GenerateAsync("--by", "bob");

        Assert.Contains("may not decide", (await RunAsync("approve", run, "--by", "mallory")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        Assert.Contains("started this run", (await RunAsync("approve", run, "--by", "bob")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        (await RunAsync("approve", run, "--by", "ada")).Expect(ExitCode.Success);
    }

    [Fact]
    public async Task Without_a_repository_a_commit_is_refused_by_the_name_of_the_setting_and_nothing_waits()
    {
        var document = Path.Combine(Cli.Examples, "ping.json");
        Assert.Contains("SourceControl:Repository", (await _cli.RunAsync("generate", document, "--check-only", "--commit")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        (await _cli.RunAsync("generate", document, "--check-only")).Expect(ExitCode.Success);
        Assert.Contains("Nothing waits", (await _cli.RunAsync("gates")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        (await _cli.RunAsync("generate", document, "--commit", "--no-commit")).Expect(ExitCode.Usage);
    }

    [Fact]
    public async Task A_link_is_made_for_a_name_and_its_key_can_be_changed_and_withdrawn()
    {
        var run = await GenerateAsync();
        var link = (await _cli.RunAsync("gates", "link", run, "--for", "ada", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal("ada", link.GetProperty("approver").GetString());
        Assert.StartsWith("http://127.0.0.1:7071/g/", link.GetProperty("link").GetString(), StringComparison.Ordinal);

        var old = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Path.Combine(_cli.DataFolder, "keys"), "*.key")));
        var fresh = (await _cli.RunAsync("gates", "rotate-key", "--json")).Expect(ExitCode.Success).Json().GetProperty("keyId").GetString();
        Assert.NotEqual(old, fresh);
        (await _cli.RunAsync("gates", "rotate-key", "--withdraw", old)).Expect(ExitCode.Success);
        (await _cli.RunAsync("gates", "rotate-key", "--withdraw", old)).Expect(ExitCode.NotFound);
        Assert.Equal(fresh, Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(Path.Combine(_cli.DataFolder, "keys"), "*.key"))));
        Assert.Contains("--for", (await _cli.RunAsync("gates", "link", run)).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private async Task<string> GenerateAsync(params string[] more)
    {
        var result = (await RunAsync(["generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--json", .. more])).Expect(ExitCode.Success);
        Assert.Contains("waits for a decision", result.Error, StringComparison.Ordinal);
        return result.Json().GetProperty("runId").GetString()!;
    }

    // The settings of a process of its own: those of this one belong to all tests.
    private Task<CliResult> RunAsync(params string[] args) => WorkflowsProcess.Start(_folder.Path, _settings, args).ExitAsync();
}
