using Workflows.Activities.Audit;
using Workflows.Activities.SourceControl;
using Workflows.Activities.Tests.Models;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>One approval, one commit, wherever a try was cut off and whatever others do to the branch meanwhile.</summary>
public sealed class ExactlyOnceTests : IAsyncLifetime
{
    private const string Branch = "workflows/run-1";

    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [InlineData("work")]
    [InlineData("work-of-another-machine")]
    public async Task A_call_that_is_made_again_finds_its_commit(string workFolder)
    {
        var input = await _bench.InputAsync();
        var first = await _bench.CommitAsync(input);

        var second = await _bench.CommitAsync(input, workFolder);

        Assert.Equal(first with { Existed = true }, second);
        Assert.Equal([first.Sha], _bench.Commits(Branch));
    }

    [Fact]
    public async Task A_call_that_was_cut_off_between_commit_and_push_makes_the_very_same_commit()
    {
        var seen = Path.Combine(_bench.Root, "seen");
        var hook = _bench.Hook("pre-receive", $"read old new ref; echo $new > '{seen}'; exit 1");
        var input = await _bench.InputAsync();
        await Assert.ThrowsAsync<SourceControlException>(() => _bench.CommitAsync(input));
        File.Delete(hook);

        var result = await _bench.CommitAsync(input, "work-of-another-machine");

        Assert.Equal((await File.ReadAllTextAsync(seen)).Trim(), result.Sha);
        Assert.False(result.Existed);
        Assert.Equal([result.Sha], _bench.Commits(Branch));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("work-of-another-machine")]
    public async Task A_call_that_was_killed_between_push_and_record_finds_its_commit(string workFolder)
    {
        // The branch has moved when this hook runs, and the push never gets its answer.
        string reached = _bench.Fifo("reached"), go = _bench.Fifo("go");
        var hook = _bench.Hook("post-receive", $"echo here > '{reached}'; read x < '{go}'");
        var input = await _bench.InputAsync();
        using var kill = new CancellationTokenSource();
        var cutOff = CommitBench.RunAsync(_bench.Activity(), input, kill.Token);
        Assert.Equal("here\n", await File.ReadAllTextAsync(reached));
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cutOff);
        File.Delete(hook);

        var result = await _bench.CommitAsync(input, workFolder);

        Assert.True(result.Existed);
        Assert.Equal([result.Sha], _bench.Commits(Branch));
    }

    [Fact]
    public async Task A_commit_gets_on_record_once_even_if_the_record_was_cut_off()
    {
        var input = await _bench.InputAsync();
        await Assert.ThrowsAsync<AuditLogException>(() => CommitBench.RunAsync(_bench.Activity(audit: new RefusingAuditLog()), input));

        var result = await _bench.CommitAsync(input, "work-of-another-machine");
        await _bench.CommitAsync(input);

        Assert.Equal([result.Sha], _bench.Commits(Branch));
        var entry = Assert.Single(await _bench.Audit.ReadAsync(null, CancellationToken.None).ToListAsync());
        Assert.Equal(("run-1", "commit"), (entry.RunId, entry.Kind));
        Assert.Equal((_bench.Remote, Branch, result.Sha, "Ada Lovelace", "1"),
            (entry.Data["repository"], entry.Data["branch"], entry.Data["commit"], entry.Data["approvedBy"], entry.Data["files"]));
    }

    [Fact]
    public async Task The_same_files_on_the_branch_already_are_not_committed_again()
    {
        var first = await _bench.CommitAsync(await _bench.InputAsync("run-1", "main"));
        _bench.OwnerCommits(_bench.Git("ls-tree", "main") + $"\n100644 blob {_bench.Blob("x")}\tother.txt");

        var second = await _bench.CommitAsync(await _bench.InputAsync("run-2", "main"));

        Assert.Equal(first with { Existed = true }, second);
        Assert.Equal(2, _bench.Commits("main").Length);
    }

    [Fact]
    public async Task A_later_run_replaces_what_an_earlier_one_committed()
    {
        await _bench.CommitAsync(await _bench.InputAsync("run-1", "main"));

        var second = await _bench.CommitAsync(await _bench.InputAsync("run-10", "main", "public class U;"));
        var again = await _bench.CommitAsync(await _bench.InputAsync("run-1", "main"));

        Assert.False(second.Existed);
        Assert.True(again.Existed);
        Assert.Equal("public class U;", _bench.Git("show", "main:tests/generated/PingTests/PingTests.cs"));
    }

    [Fact]
    public async Task A_commit_that_was_merged_is_found_after_its_branch_was_deleted()
    {
        var input = await _bench.InputAsync();
        var first = await _bench.CommitAsync(input);
        _bench.Git("update-ref", "refs/heads/main", first.Sha);
        _bench.Git("update-ref", "-d", "refs/heads/" + Branch);

        Assert.Equal(first with { Branch = "main", Existed = true }, await _bench.CommitAsync(input, "work-of-another-machine"));
        Assert.Equal("refs/heads/main", _bench.Git("for-each-ref", "--format=%(refname)"));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("forced")]
    public async Task What_a_person_took_away_is_not_pushed_again_on_the_same_approval(string how)
    {
        var input = await _bench.InputAsync();
        var first = await _bench.CommitAsync(input);
        string[] takeAway = how == "deleted" ? ["update-ref", "-d", "refs/heads/" + Branch] : ["update-ref", "refs/heads/" + Branch, "main"];
        _bench.Git(takeAway);

        var refused = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input));

        Assert.Contains(first.Sha, refused.Message, StringComparison.Ordinal);
        Assert.Contains("deleted, or its history rewritten", refused.Message, StringComparison.Ordinal);
        var approvedAnew = await _bench.CommitAsync(input with { At = CommitBench.At.AddHours(1) });
        Assert.Equal([approvedAnew.Sha], _bench.Commits(Branch));
    }

    [Fact]
    public async Task A_commit_that_somebody_changed_is_neither_taken_for_ours_nor_overwritten()
    {
        var input = await _bench.InputAsync();
        var first = await _bench.CommitAsync(input);
        var amended = _bench.OwnerCommits($"100644 blob {_bench.Blob("evil")}\tx", Branch, _bench.Git("log", "-1", "--format=%B", first.Sha));

        var refused = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input, "work-of-another-machine"));

        Assert.Contains("somebody changed it", refused.Message, StringComparison.Ordinal);
        Assert.Equal([amended], _bench.Commits(Branch));
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("config")]
    [InlineData("HEAD")]
    public async Task A_clone_that_a_power_failure_broke_is_made_anew(string part)
    {
        await _bench.CommitAsync(await _bench.InputAsync());
        var broken = Path.Combine(_bench.Clone(), part);
        foreach (var file in Directory.Exists(broken) ? Directory.EnumerateFiles(broken, "*", SearchOption.AllDirectories) : [broken])
        {
            CommitBench.LetOwner(file);
            await File.WriteAllTextAsync(file, part == "config" ? "[[[" : "");
        }

        var result = await _bench.CommitAsync(await _bench.InputAsync("run-2", text: "class U;"));

        Assert.Equal([result.Sha], _bench.Commits("workflows/run-2"));
    }
}
