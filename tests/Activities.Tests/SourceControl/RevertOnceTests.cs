using Workflows.Activities.Audit;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Tests.Models;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>One revert, one commit, wherever a try was cut off and whatever others do to the branch meanwhile.</summary>
public sealed class RevertOnceTests : IAsyncLifetime
{
    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData("work")]
    [InlineData("work-of-another-machine")]
    public async Task A_call_that_is_made_again_finds_its_commit(string workFolder)
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var first = await _bench.RevertAsync(CommitBench.Revert(commit));
        var beside = _bench.OwnerCommits(_bench.Git("ls-tree", first.Sha!) + $"\n100644 blob {_bench.Blob("x")}\tother.txt");
        _bench.Git("update-ref", "refs/heads/main", first.Sha!);

        var second = await _bench.RevertAsync(CommitBench.Revert(commit), workFolder);

        Assert.NotEqual(beside, first.Sha);
        Assert.Equal(first, second);
        Assert.Equal([first.Sha!, commit.Sha], _bench.Commits("main"));
    }

    [Fact]
    public async Task It_is_found_after_the_same_content_was_committed_again()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var first = await _bench.RevertAsync(CommitBench.Revert(commit));
        var later = await _bench.CommitAsync(await _bench.InputAsync("run-2", "main"));

        Assert.Equal(first, await _bench.RevertAsync(CommitBench.Revert(commit), "work-of-another-machine"));
        Assert.Equal([later.Sha, first.Sha!, commit.Sha], _bench.Commits("main"));
    }

    [Fact]
    public async Task A_call_that_was_cut_off_between_commit_and_push_makes_the_very_same_commit()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        var seen = Path.Combine(_bench.Root, "seen");
        var hook = _bench.Hook("pre-receive", $"read old new ref; echo $new > '{seen}'; exit 1");
        await Assert.ThrowsAsync<SourceControlException>(() => _bench.RevertAsync(CommitBench.Revert(commit)));
        File.Delete(hook);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), "work-of-another-machine");

        Assert.Equal((await File.ReadAllTextAsync(seen)).Trim(), result.Sha);
        Assert.Equal([result.Sha!, commit.Sha], _bench.Commits("workflows/run-1"));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("work-of-another-machine")]
    public async Task A_call_that_was_killed_between_push_and_record_finds_its_commit(string workFolder)
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        // The branch has moved when this hook runs, and the push never gets its answer.
        string reached = _bench.Fifo("reached"), go = _bench.Fifo("go");
        var hook = _bench.Hook("post-receive", $"echo here > '{reached}'; read x < '{go}'");
        using var kill = new CancellationTokenSource();
        var cutOff = CommitBench.RunAsync(_bench.Reverting(), CommitBench.Revert(commit), kill.Token);
        Assert.Equal("here\n", await File.ReadAllTextAsync(reached));
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cutOff);
        File.Delete(hook);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), workFolder);

        Assert.Equal([result.Sha!, commit.Sha], _bench.Commits("workflows/run-1"));
    }

    [Fact]
    public async Task A_revert_gets_on_record_once_even_if_the_record_was_cut_off()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        await Assert.ThrowsAsync<AuditLogException>(() => CommitBench.RunAsync(_bench.Reverting(audit: new RefusingAuditLog()), CommitBench.Revert(commit)));

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), "work-of-another-machine");
        await _bench.RevertAsync(CommitBench.Revert(commit));

        var entries = await _bench.Audit.ReadAsync(null, CancellationToken.None).ToListAsync();
        var entry = Assert.Single(entries, entry => entry.Kind == "revert");
        Assert.Equal(("run-1", result.Sha, commit.Sha, "Grace Hopper", "workflows/run-1", _bench.Remote),
            (entry.RunId, entry.Data["commit"], entry.Data["reverted"], entry.Data["revertedBy"], entry.Data["branch"], entry.Data["repository"]));
    }

    [Fact]
    public async Task A_revert_that_a_person_took_away_is_not_pushed_again()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        var first = await _bench.RevertAsync(CommitBench.Revert(commit));
        _bench.Git("update-ref", "refs/heads/workflows/run-1", commit.Sha);

        var again = await _bench.RevertAsync(CommitBench.Revert(commit));
        var askedAnew = await _bench.RevertAsync(CommitBench.Revert(commit) with { At = CommitBench.At.AddHours(2) });

        Assert.Contains(first.Sha!, again.Refusal, StringComparison.Ordinal);
        Assert.Equal([askedAnew.Sha!, commit.Sha], _bench.Commits("workflows/run-1"));
    }

    [Fact]
    public async Task Hosts_that_take_the_same_commit_back_at_the_same_time_make_one_commit()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => _bench.RevertAsync(CommitBench.Revert(commit), $"work-{i}"))));

        Assert.Equal([commit.Sha], _bench.Commits("main").Skip(1));
        Assert.All(results, result => Assert.Equal(_bench.Git("rev-parse", "main"), result.Sha));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commits_and_reverts_on_one_branch_at_the_same_time_all_get_there(bool oneMachine)
    {
        const int Runs = 4;
        static SourceControlOptions Change(SourceControlOptions options) => options with { PushAttempts = 50, Folder = "t" };
        var inputs = await Task.WhenAll(Enumerable.Range(0, Runs * 2).Select(i => _bench.InputAsync($"run-{i}", "main", $"class T{i};", $"T{i}.cs")));
        var before = await Task.WhenAll(inputs.Take(Runs).Select(input => _bench.CommitAsync(input, change: Change)));

        var reverts = Enumerable.Range(0, Runs).Select(i => Task.Run(async () =>
            (await _bench.RevertAsync(CommitBench.Revert(before[i], $"run-{i}"), oneMachine ? "work" : $"work-{i}", Change)).Sha!));
        var commits = Enumerable.Range(Runs, Runs).Select(i => Task.Run(async () => (await _bench.CommitAsync(inputs[i], oneMachine ? "work" : $"work-{i}", Change)).Sha));
        var made = await Task.WhenAll(reverts.Concat(commits));

        Assert.Equal(made.Concat(before.Select(commit => commit.Sha)).Order(), _bench.Commits("main").Order());
        Assert.Equal(Enumerable.Range(Runs, Runs).Select(i => $"t/T{i}.cs"), _bench.Git("ls-tree", "-r", "--name-only", "main", "t/").Split('\n'));
    }

    [Fact]
    public async Task The_same_files_of_the_same_run_are_committed_again_when_they_are_approved_anew()
    {
        var input = await _bench.InputAsync(branch: "main");
        var commit = await _bench.CommitAsync(input);
        var revert = await _bench.RevertAsync(CommitBench.Revert(commit));

        var repeated = await _bench.CommitAsync(input, "work-of-another-machine");
        var approvedAnew = await _bench.CommitAsync(input with { At = CommitBench.At.AddHours(2) });
        var again = await _bench.RevertAsync(CommitBench.Revert(approvedAnew) with { At = CommitBench.At.AddHours(3) });

        Assert.Equal(commit with { Existed = true }, repeated);
        Assert.Equal([again.Sha!, approvedAnew.Sha, revert.Sha!, commit.Sha], _bench.Commits("main"));
        Assert.Equal("README.md", _bench.Git("ls-tree", "-r", "--name-only", "main"));
    }

    [Fact]
    public async Task A_file_that_somebody_changes_while_the_revert_is_made_is_not_lost()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var theirs = (await _bench.CommitAsync(await _bench.InputAsync("run-2", "theirs", "class Theirs;"))).Sha;
        // As if they were faster by a hair: the branch moves while our push is looked at.
        _bench.Hook("update", $"test -e '{_bench.Root}/once' || {{ touch '{_bench.Root}/once'; unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main {theirs}; }}");

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Contains("somebody has changed", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(theirs, _bench.Git("rev-parse", "main"));
    }
}
