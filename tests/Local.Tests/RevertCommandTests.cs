using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Activities.SourceControl;

namespace Workflows.Local.Tests;

/// <summary>Taking back what a run committed: on the command line, and through a host that is killed meanwhile.</summary>
public sealed class RevertCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Cli _cli;
    private readonly Dictionary<string, string> _settings;

    public RevertCommandTests()
    {
        _cli = new Cli(Path.Combine(_folder.Path, ".workflows"));
        _settings = new() { ["SourceControl__Repository"] = Repository, ["Gates__AllowAutoApprove"] = "true" };
    }

    private string Repository => Path.Combine(_folder.Path, "real.git");

    public Task InitializeAsync() => LocalRepository.EnsureAsync(Repository, CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_taken_back_once_in_the_name_of_the_one_who_asked()
    {
        var (run, sha) = await CommittedAsync();

        var first = (await RunAsync("revert", run[..^2], "--by", "Grace", "--text", "it flickers", "--json")).Expect(ExitCode.Success).Json();

        Assert.Equal(("reverted", run, sha), (first.GetProperty("state").GetString(), first.GetProperty("runId").GetString(), first.GetProperty("revertedSha").GetString()));
        Assert.Equal($"{first.GetProperty("sha").GetString()} {sha} Grace", await Git.AskAsync(Repository, "log", "-1", "--format=%H %P %an", $"workflows/{run}"));
        Assert.Equal(await Git.AskAsync(Repository, "rev-parse", "main^{tree}"), await Git.AskAsync(Repository, "rev-parse", $"workflows/{run}^{{tree}}"));
        Assert.Contains("Grace at", (await RunAsync("revert", run)).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);
        // As much of the id as no other run has is still enough: the revert is none that could be meant.
        Assert.Contains("reverted   " + first.GetProperty("sha").GetString(), (await _cli.RunAsync("status", run[..^1])).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        Assert.Contains("Revert of", (await _cli.RunAsync("list", "--all")).Expect(ExitCode.Success).Out, StringComparison.Ordinal);
        (await _cli.RunAsync("audit", "verify")).Expect(ExitCode.Success);
    }

    [Fact]
    public async Task A_file_that_has_changed_since_is_named_and_nothing_is_done()
    {
        var (run, sha) = await CommittedAsync();
        var file = (await Git.AskAsync(Repository, "diff-tree", "-r", "--name-only", "--no-commit-id", sha)).Split('\n')[0];
        var theirs = await Git.AskAsync(Repository, "-c", "user.name=o", "-c", "user.email=o@example.org", "commit-tree", await ChangedTreeAsync(sha, file), "-p", sha, "-m", "mine");
        await Git.AskAsync(Repository, "update-ref", $"refs/heads/workflows/{run}", theirs);

        var refused = (await RunAsync("revert", run)).Expect(ExitCode.Refused);

        Assert.Contains(file, refused.Error, StringComparison.Ordinal);
        Assert.Contains("git revert", refused.Error, StringComparison.Ordinal);
        Assert.Equal(theirs, await Git.AskAsync(Repository, "rev-parse", $"workflows/{run}"));
        (await RunAsync("revert", "run-of-nobody")).Expect(ExitCode.NotFound);
    }

    [Theory]
    [InlineData("pre-receive")]
    [InlineData("post-receive")]
    public async Task A_host_that_is_killed_in_the_middle_of_the_push_goes_on_and_reverts_once(string where)
    {
        var (run, sha) = await CommittedAsync();
        string reached = await FifoAsync("reached"), go = await FifoAsync("go");
        var hook = Hook(where, $"echo here > '{reached}'; read x < '{go}'");
        using var http = new HttpClient();
        await using (var first = WorkflowsProcess.Start(_folder.Path, _settings, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            var url = (await first.AnnouncementAsync()).GetProperty("url").GetString();
            var asked = http.PostAsJsonAsync($"{url}v1/runs/{run}/revert", new { by = "Grace" });
            Assert.Equal("here\n", await File.ReadAllTextAsync(reached));
            await first.KillAsync();
            await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        File.Delete(hook);
        await using var second = WorkflowsProcess.Start(_folder.Path, _settings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        var address = (await second.AnnouncementAsync()).GetProperty("url").GetString();
        var revert = await RevertedAsync(http, $"{address}v1/runs/{run}");
        // The push of the killed host goes on only now, and must add nothing.
        await File.WriteAllTextAsync(go, "go\n");

        Assert.Equal("Grace", revert.GetProperty("by").GetString());
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal($"{revert.GetProperty("sha").GetString()}\n{sha}", await Git.AskAsync(Repository, "log", "--format=%H", $"main..workflows/{run}"));
    }

    private static async Task<JsonElement> RevertedAsync(HttpClient http, string url)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var run = await http.GetFromJsonAsync<JsonElement>(url, patience.Token);
            if (run.GetProperty("delivery").GetProperty("revert") is { ValueKind: JsonValueKind.Object } revert)
            {
                return revert;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private async Task<(string Run, string Sha)> CommittedAsync()
    {
        var result = (await RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--check-only", "--auto-approve", "--json")).Expect(ExitCode.Success).Json();
        return (result.GetProperty("runId").GetString()!, result.GetProperty("delivery").GetProperty("commit").GetProperty("sha").GetString()!);
    }

    private async Task<string> ChangedTreeAsync(string commit, string file)
    {
        var index = new Dictionary<string, string> { ["GIT_INDEX_FILE"] = Path.Combine(_folder.Path, "index") };
        await Git.AskAsync(Repository, index, "read-tree", commit);
        await Git.AskAsync(Repository, index, "update-index", "--cacheinfo", $"100644,{await Git.AskAsync(Repository, "rev-parse", "main:README.md")},{file}");
        return await Git.AskAsync(Repository, index, "write-tree");
    }

    private async Task<string> FifoAsync(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();
        return path;
    }

    private string Hook(string name, string script)
    {
        var path = Path.Combine(Repository, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    // The settings of a process of its own: those of this one belong to all tests.
    private Task<CliResult> RunAsync(params string[] args) => WorkflowsProcess.Start(_folder.Path, _settings, args).ExitAsync();
}
