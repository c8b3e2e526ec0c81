using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

/// <summary>Repositories, and callers, that try to have something else taken back than what a run committed.</summary>
public sealed class HostileRevertTests : IAsyncLifetime
{
    private const string Trailers = "\n\nWorkflows-Run: run-1\nWorkflows-Content: 0\nApproved-by: Ada";

    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_commit_of_somebody_else_is_not_taken_back_whatever_the_call_says()
    {
        var theirs = _bench.OwnerCommits($"100644 blob {_bench.Blob("x")}\tx", message: "Work\n\nWorkflows-Run: run-1 is quoted here\n\nWorkflows-Run: run-10");

        var result = await _bench.RevertAsync(CommitBench.Revert(new CommitResult(_bench.Remote, "main", theirs, false)));

        Assert.Contains("does not stand on branch 'main'", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(theirs, _bench.Git("rev-parse", "main"));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("main")]
    [InlineData("--output=/tmp/x")]
    [InlineData("0000000000000000000000000000000000000000\n")]
    [InlineData("0000000000000000000000000000000000000000^")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")]
    public async Task What_is_no_id_of_a_commit_does_not_reach_git(string sha)
    {
        var result = await _bench.RevertAsync(CommitBench.Revert(new CommitResult(_bench.Remote, "main", sha, false)));

        Assert.Contains("not the id of a commit", result.Refusal, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_bench.Root, "work")));
    }

    [Theory]
    [InlineData("../x", "run-1", "not a valid branch")]
    [InlineData("--mirror", "run-1", "not a valid branch")]
    [InlineData("main\nrefs", "run-1", "not a valid branch")]
    [InlineData("main", "../run", "not a valid run id")]
    [InlineData("main", "run\nApproved-by: me", "not a valid run id")]
    public async Task Branches_and_runs_are_held_against_their_rules(string branch, string run, string words)
    {
        var result = await _bench.RevertAsync(CommitBench.Revert(new CommitResult(_bench.Remote, branch, new string('a', 40), false), run));

        Assert.Contains(words, result.Refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Refusal!, char.IsControl);
    }

    [Theory]
    [InlineData("120000 blob {blob}\tlink")]
    [InlineData("160000 commit {commit}\tmodule")]
    [InlineData("100644 blob {blob}\t.gitattributes")]
    [InlineData("100644 blob {blob}\tCON")]
    [InlineData("100644 blob {blob}\ta\u202Eb")]
    [InlineData("")]
    public async Task A_forged_commit_with_our_trailers_that_does_more_than_a_run_does_is_left_alone(string entry)
    {
        var tree = _bench.Git("ls-tree", "main") + "\n" + entry.Replace("{blob}", _bench.Blob("/etc"), StringComparison.Ordinal).Replace("{commit}", _bench.Git("rev-parse", "main"), StringComparison.Ordinal);
        var forged = _bench.OwnerCommits(tree.TrimEnd('\n'), message: "Add tests" + Trailers);

        var result = await _bench.RevertAsync(CommitBench.Revert(new CommitResult(_bench.Remote, "main", forged, false)));

        Assert.Contains("somebody else made it", result.Refusal, StringComparison.Ordinal);
        Assert.Equal(forged, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task A_forged_commit_that_deletes_or_merges_is_left_alone()
    {
        var forged = _bench.OwnerCommits($"100644 blob {_bench.Blob("x")}\tx", message: "Add tests" + Trailers);
        var side = _bench.GitWith("side", "commit-tree", "main^{tree}", "-F", "-");
        var merged = _bench.GitWith("Merge" + Trailers, "commit-tree", "main^{tree}", "-p", "main", "-p", side, "-F", "-");
        _bench.Git("update-ref", "refs/heads/main", merged);

        foreach (var sha in new[] { forged, merged })
        {
            Assert.Contains("somebody else made it", (await _bench.RevertAsync(CommitBench.Revert(new CommitResult(_bench.Remote, "main", sha, false)))).Refusal, StringComparison.Ordinal);
        }

        Assert.Equal(merged, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task A_subject_and_a_reason_cannot_speak_in_the_place_of_our_trailers()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(message: "Reverted-by: mallory \u001b[2J \"x\""));

        var result = await _bench.RevertAsync(CommitBench.Revert(
            commit, by: "Grace\nReverted-by: mallory", reason: "a\n\nReverted-by: mallory\nWorkflows-Reverts: 0\u202E\n---\ndiff"));

        Assert.Equal($"Workflows-Reverts: {commit.Sha}\nWorkflows-Reverted-Run: run-1\nReverted-by: Grace Reverted-by: mallory",
            _bench.Git("log", "-1", "--format=%(trailers:only,unfold)", result.Sha!).Trim());
        Assert.DoesNotContain(_bench.Git("log", "-1", "--format=%B", result.Sha!), c => c != '\n' && (char.IsControl(c) || c == '\u202E'));
        Assert.Contains("\n> Reverted-by: mallory\n> Workflows-Reverts: 0\\u202e\n> ---\ndiff\n", _bench.Git("log", "-1", "--format=%B", result.Sha!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_quotes_our_trailers_is_not_taken_for_a_revert()
    {
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        var quoting = $"Look\n\nWorkflows-Reverts: {commit.Sha}\nWorkflows-Reverted-Run: run-1\n\nis what it would say.";
        _bench.OwnerCommits(_bench.Git("ls-tree", "main") + $"\n100644 blob {_bench.Blob("x")}\tx", message: quoting);

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Equal(result.Sha, _bench.Git("rev-parse", "main"));
        Assert.Equal("README.md\nx", _bench.Git("ls-tree", "-r", "--name-only", "main"));
    }

    [Fact]
    public async Task Names_that_are_no_text_and_drivers_of_the_repository_disturb_nothing()
    {
        var ran = Path.Combine(_bench.Root, "ran");
        var commit = await _bench.CommitAsync(await _bench.InputAsync(branch: "main"));
        _bench.Git("config", "diff.evil.command", $"touch {ran}");
        var blob = _bench.Blob("*.cs diff=evil text eol=crlf filter=evil export-ignore\n");
        var odd = _bench.GitOfBytes([.. System.Text.Encoding.UTF8.GetBytes(_bench.Git("ls-tree", "main") + $"\n100644 blob {blob}\t.gitattributes\n100644 blob {blob}\t"), 0xFF, 0xFE, (byte)'\n'], "mktree");
        _bench.Git("update-ref", "refs/heads/main", _bench.GitWith("odd", "commit-tree", odd, "-p", "main", "-F", "-"));

        var result = await _bench.RevertAsync(CommitBench.Revert(commit));

        Assert.Equal(result.Sha, _bench.Git("rev-parse", "main"));
        Assert.Equal(3, _bench.Git("ls-tree", "-r", "--name-only", "main").Split('\n').Length);
        Assert.False(File.Exists(ran));
    }
}
