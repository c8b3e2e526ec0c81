using Workflows.Activities.SourceControl;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>Taking back what a run committed, on a repository that nobody tampers with.</summary>
public sealed class RevertCommitTests : IAsyncLifetime
{
    private const string File = "tests/generated/PingTests/PingTests.cs";

    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task The_branch_holds_again_what_it_held_before_in_the_name_of_the_one_who_asked()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());

        var result = await _bench.RevertAsync(CommitBench.Revert(commit, reason: "it flickers"));

        var tip = _bench.Git("rev-parse", "workflows/run-1");
        Assert.Equal(new RevertResult(_bench.Remote, "workflows/run-1", commit.Sha, tip, "Grace Hopper", CommitBench.At.AddHours(1)), result);
        Assert.Equal(_bench.Git("rev-parse", "main^{tree}"), _bench.Git("rev-parse", tip + "^{tree}"));
        Assert.Equal($"{commit.Sha}|Grace Hopper <grace@example.org>|1893557045|Workflows <workflows@workflows.invalid>|1893557045",
            _bench.Git("log", "-1", "--format=%P|%an <%ae>|%at|%cn <%ce>|%ct", tip));
        Assert.Equal($"""
            Revert "Add tests for ping"

            This reverts commit {commit.Sha}, which run run-1 made.
            Asked for by Grace Hopper (http).
            Reason: it flickers

            Workflows-Reverts: {commit.Sha}
            Workflows-Reverted-Run: run-1
            Reverted-by: Grace Hopper
            """, _bench.Git("log", "-1", "--format=%B", tip).TrimEnd());
    }

    [Fact]
    public async Task A_file_that_stood_there_before_comes_back_byte_for_byte_with_its_mode()
    {
        byte[] before = [0xEF, 0xBB, 0xBF, .. "#!/bin/sh\r\n"u8, 0, 0xFF];
        var path = Path.Combine(_bench.Root, "before");
        await System.IO.File.WriteAllBytesAsync(path, before);
        var blob = _bench.Git("hash-object", "-w", "--no-filters", path);
        var deep = _bench.GitWith($"100755 blob {blob}\tPingTests.cs\n100644 blob {blob}\tOther.cs\n", "mktree");
        _bench.OwnerCommits($"040000 tree {deep}\tt\n100644 blob {_bench.Blob("* text=auto eol=lf\n")}\t.gitattributes");
        var main = _bench.Git("rev-parse", "main^{tree}");
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"), change: Flat);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), change: Flat);

        Assert.NotNull(result.Sha);
        Assert.Equal(main, _bench.Git("rev-parse", "main^{tree}"));
    }

    [Fact]
    public async Task What_others_have_committed_since_stays()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var beside = await _bench.CommitAsync(await _bench.InputAsync("run-2", "main", "class U;", "UTests.cs"));

        await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Equal("README.md\ntests/generated/UTests/UTests.cs", _bench.Git("ls-tree", "-r", "--name-only", "main"));
        Assert.Equal(beside.Sha, _bench.Git("rev-parse", "main^"));
    }

    [Fact]
    public async Task The_very_first_commit_of_a_repository_can_be_taken_back()
    {
        var empty = Path.Combine(_bench.Root, "empty.git");
        _bench.Git("init", "--bare", "--quiet", "--initial-branch=main", empty);
        SourceControlOptions There(SourceControlOptions options) => options with { Repository = empty, Branch = "main" };
        var commit = await _bench.CommitAsync(await _bench.InputAsync(), change: There);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), change: There);

        Assert.Equal((null, "4b825dc642cb6eb9a060e54bf8d69288fbee4904"), (result.Refusal, _bench.Git("--git-dir", empty, "rev-parse", "main^{tree}")));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("gone")]
    [InlineData("mode")]
    [InlineData("folder")]
    [InlineData("link")]
    public async Task Nothing_is_done_when_a_file_has_changed_since_and_the_refusal_names_it(string how)
    {
        var commit = await _bench.CommitAsync(await TwoFilesAsync(), change: Flat);
        var (first, other) = (_bench.Git("rev-parse", "main:t/A.cs"), _bench.Git("rev-parse", "main:t/B.cs"));
        var deep = _bench.GitWith($"100644 blob {_bench.Blob("x")}\tx\n", "mktree");
        var folder = _bench.GitWith($"100644 blob {first}\tA.cs\n" + how switch
        {
            "changed" => $"100644 blob {_bench.Blob("mine")}\tB.cs\n",
            "mode" => $"100755 blob {other}\tB.cs\n",
            "folder" => $"040000 tree {deep}\tB.cs\n",
            "link" => $"120000 blob {other}\tB.cs\n",
            _ => "",
        }, "mktree");
        var tip = _bench.OwnerCommits($"040000 tree {folder}\tt");

        var result = await _bench.RevertAsync(CommitBench.Revert(commit), change: Flat);

        Assert.Null(result.Sha);
        Assert.Contains("changed t/B.cs. Nothing was reverted", result.Refusal, StringComparison.Ordinal);
        Assert.Contains($"git revert {commit.Sha}", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(tip, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task Once_the_files_are_back_as_they_were_it_is_done()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var tree = _bench.Git("ls-tree", "main");
        _bench.OwnerCommits($"100644 blob {_bench.Blob("x")}\tREADME.md");
        Assert.NotNull((await _bench.RevertAsync(CommitBench.Revert(commit))).Refusal);
        _bench.OwnerCommits(tree);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Equal(("README.md", (string?)null), (_bench.Git("ls-tree", "-r", "--name-only", "main"), result.Refusal));
    }

    [Fact]
    public async Task What_somebody_took_back_by_hand_is_told_and_left_alone()
    {
        var before = _bench.Git("ls-tree", "main");
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var tip = _bench.OwnerCommits(before, message: "Revert by hand");

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Contains("taken it back by hand", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(tip, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task A_branch_that_is_gone_is_not_made_again()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        _bench.Git("update-ref", "refs/heads/main", commit.Sha);
        _bench.Git("update-ref", "-d", "refs/heads/workflows/run-1");

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Contains("no longer exists", result.Refusal, StringComparison.Ordinal);
        Assert.Equal($"refs/heads/main {commit.Sha}", _bench.Git("for-each-ref", "--format=%(refname) %(objectname)"));
    }

    [Fact]
    public async Task A_commit_that_was_rewritten_away_is_told()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        _bench.Git("update-ref", "refs/heads/workflows/run-1", "main");

        Assert.Contains("history was rewritten", (await _bench.RevertAsync(CommitBench.Revert(commit))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_found_its_files_there_takes_back_nobody_elses_commit()
    {
        var first = await _bench.CommitAsync(await _bench.InputAsync("run-1", "main"));
        var second = await _bench.CommitAsync(await _bench.InputAsync("run-2", "main"));
        Assert.Equal(first.Sha, second.Sha);

        var result = await _bench.RevertAsync(CommitBench.Revert(second, "run-2"));

        Assert.Contains("had nothing to commit", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(first.Sha, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task Another_repository_than_the_one_that_the_run_committed_to_is_not_touched()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());

        var other = await _bench.RevertAsync(CommitBench.Revert(commit), change: options => options with { Repository = Path.Combine(_bench.Root, "other.git") });
        var none = await _bench.RevertAsync(CommitBench.Revert(commit), change: options => options with { Repository = "" });

        Assert.Contains($"committed to {_bench.Remote}, and this host works on", other.Refusal, StringComparison.Ordinal);
        Assert.Contains("SourceControl:Repository", none.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remote_that_does_not_answer_is_a_failure_that_is_tried_again_and_no_refusal()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync());
        _bench.Hook("pre-receive", "echo closed >&2; exit 1");

        await Assert.ThrowsAsync<SourceControlException>(() => _bench.RevertAsync(CommitBench.Revert(commit)));
    }

    private static SourceControlOptions Flat(SourceControlOptions options) => options with { Branch = "main", Folder = "t" };

    private async Task<CommitInput> TwoFilesAsync() => new(
        "run-1", "main",
        [
            new CommitFile("A.cs", await _bench.Artifacts.PutAsync("run-1", "tests/A.cs", "class A;")),
            new CommitFile("B.cs", await _bench.Artifacts.PutAsync("run-1", "tests/B.cs", "class B;")),
        ],
        "Add tests", "Ada", CommitBench.At);
}
