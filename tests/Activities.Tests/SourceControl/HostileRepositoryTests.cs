using System.Globalization;
using Workflows.Activities.SourceControl.Git;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>Repositories, and machines, that try to make git do something else.</summary>
public sealed class HostileRepositoryTests : IAsyncLifetime
{
    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData("120000 blob {blob}\ttests", "a symbolic link")]
    [InlineData("120000 blob {blob}\tTests", "a symbolic link")]
    [InlineData("040000 tree {linked}\ttests", "a symbolic link")]
    [InlineData("040000 tree {file}\ttests", "a symbolic link")]
    [InlineData("160000 commit {commit}\ttests", "a submodule")]
    [InlineData("100644 blob {blob}\ttests", "a file")]
    public async Task A_link_on_the_way_to_a_file_is_not_followed(string entry, string kind)
    {
        var blob = _bench.Blob("/etc");
        var linked = _bench.GitWith($"120000 blob {blob}\tgenerated\n", "mktree");
        var deep = _bench.GitWith($"120000 blob {blob}\tPingTests.cs\n", "mktree");
        var file = _bench.GitWith($"040000 tree {_bench.GitWith($"040000 tree {deep}\tPingTests\n", "mktree")}\tgenerated\n", "mktree");
        var before = _bench.OwnerCommits(entry.Replace("{blob}", blob, StringComparison.Ordinal).Replace("{linked}", linked, StringComparison.Ordinal)
            .Replace("{file}", file, StringComparison.Ordinal).Replace("{commit}", _bench.Git("rev-parse", "main"), StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(await _bench.InputAsync(branch: "main")));

        Assert.Contains(kind, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task Hooks_of_the_clone_are_not_run()
    {
        await _bench.CommitAsync(await _bench.InputAsync());
        var ran = Path.Combine(_bench.Root, "ran");
        foreach (var hook in new[] { "pre-push", "reference-transaction", "post-index-change", "pre-auto-gc", "post-commit", "pre-commit", "post-update", "update" })
        {
            CommitBench.WriteHook(Path.Combine(_bench.Clone(), "hooks"), hook, $"echo {hook} >> '{ran}'");
        }

        await _bench.CommitAsync(await _bench.InputAsync("run-2"));

        Assert.False(File.Exists(ran), File.Exists(ran) ? await File.ReadAllTextAsync(ran) : "");
    }

    [Fact]
    public void Git_sees_nothing_of_this_process_but_what_a_network_needs()
    {
        string[] known =
        [
            "PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR", "SSH_AUTH_SOCK", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
            "SSL_CERT_FILE", "SSL_CERT_DIR", "HOME", "XDG_CONFIG_HOME", "LC_ALL",
        ];

        var variables = GitEnvironment.Create("/home-of-git");

        Assert.All(variables.Keys, name => Assert.True(known.Contains(name) || name.StartsWith("GIT_", StringComparison.Ordinal), name));
        Assert.Equal(("/home-of-git", "/dev/null", "1", "0", "file:https:ssh"),
            (variables["HOME"], variables["GIT_CONFIG_GLOBAL"], variables["GIT_CONFIG_NOSYSTEM"], variables["GIT_TERMINAL_PROMPT"], variables["GIT_ALLOW_PROTOCOL"]));
    }

    [Fact]
    public async Task What_is_stored_in_the_clone_is_on_the_disk_when_the_call_returns_and_no_git_minds_a_setting_that_it_does_not_know()
    {
        await _bench.CommitAsync(await _bench.InputAsync());
        var environment = GitEnvironment.Create(_bench.Root);
        environment["GIT_DIR"] = _bench.Clone();
        environment["GIT_TRACE2_EVENT"] = Path.Combine(_bench.Root, "trace");
        var count = environment["GIT_CONFIG_COUNT"];
        environment[$"GIT_CONFIG_KEY_{count}"] = "core.ofALaterGit";
        environment[$"GIT_CONFIG_VALUE_{count}"] = "committed,loose-object";
        environment["GIT_CONFIG_COUNT"] = (int.Parse(count, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

        var result = await new GitRunner(GitProgram.OfThisMachine()).RunAsync(
            _bench.Root, environment, ["hash-object", "-w", "--stdin"], "new"u8.ToArray(), TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        if (await IsBeforeAsync("2.36"))
        {
            return;
        }

        Assert.Contains("fsync/hardware-flush", await File.ReadAllTextAsync(environment["GIT_TRACE2_EVENT"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_that_runs_commands_does_not_run_even_if_it_got_as_far_as_git()
    {
        var ran = Path.Combine(_bench.Root, "ran");

        var result = await new GitRunner(GitProgram.OfThisMachine()).RunAsync(
            _bench.Root, GitEnvironment.Create(_bench.Root), ["ls-remote", "--", $"ext::touch {ran}"], default, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.False(result.Succeeded);
        Assert.Contains("not allowed", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(ran));
    }

    [Fact]
    public async Task A_call_that_hangs_is_ended_with_all_that_it_started()
    {
        var fifo = Path.Combine(_bench.Root, "never");
        _bench.Hook("pre-receive", $"mkfifo '{fifo}'; read x < '{fifo}'");

        var failed = await Assert.ThrowsAsync<Workflows.Activities.SourceControl.SourceControlException>(
            async () => await _bench.CommitAsync(await _bench.InputAsync(), change: options => options with { TimeoutSeconds = 2 }));

        Assert.Contains("SourceControl:TimeoutSeconds", failed.Message, StringComparison.Ordinal);
        Assert.True(failed.IsUnreachable);
    }

    private async Task<bool> IsBeforeAsync(string version)
    {
        var answer = await new GitRunner(GitProgram.OfThisMachine()).RunAsync(
            _bench.Root, GitEnvironment.Create(_bench.Root), ["version"], default, TimeSpan.FromMinutes(1), CancellationToken.None);
        return Version.Parse(string.Join('.', answer.Line.Split(' ')[2].Split('.').Take(2))) < Version.Parse(version);
    }
}
