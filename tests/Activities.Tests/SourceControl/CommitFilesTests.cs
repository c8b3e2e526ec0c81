using System.Text;
using Workflows.Activities.SourceControl;
using Workflows.Domain.SourceControl;

namespace Workflows.Activities.Tests.SourceControl;

public sealed class CommitFilesTests : IAsyncLifetime
{
    private CommitBench _bench = null!;

    public async Task InitializeAsync() => _bench = await CommitBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task The_files_stand_on_a_branch_of_the_run_in_the_approvers_name()
    {
        var main = _bench.Git("rev-parse", "main");

        var result = await _bench.CommitAsync(await _bench.InputAsync());

        Assert.Equal(new CommitResult(_bench.Remote, "workflows/run-1", _bench.Git("rev-parse", "workflows/run-1"), false), result);
        Assert.Equal("public class T;", _bench.Git("show", $"{result.Sha}:tests/generated/PingTests/PingTests.cs"));
        Assert.Equal($"{main}|Ada Lovelace <ada@example.org>|1893553445|Workflows <workflows@workflows.invalid>|1893553445|Add tests for ping",
            _bench.Git("log", "-1", "--format=%P|%an <%ae>|%at|%cn <%ce>|%ct|%s", result.Sha));
        Assert.Equal("README.md\ntests/generated/PingTests/PingTests.cs", _bench.Git("ls-tree", "-r", "--name-only", result.Sha));
        Assert.Equal(["run-1"], Trailer(result.Sha, "Workflows-Run"));
        Assert.Equal(["Ada Lovelace"], Trailer(result.Sha, "Approved-by"));
        Assert.Equal(main, _bench.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task The_bytes_are_committed_as_they_are()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "a\r\nb\n\0c\xFF"u8, 0xFF, 13];
        _bench.OwnerCommits($"100644 blob {_bench.Blob("* text=auto eol=lf\n*.cs filter=x ident\n")}\t.gitattributes");
        var artifact = await _bench.Artifacts.WriteAsync("run-1", "x.cs", bytes, "text/plain", CancellationToken.None);

        var result = await _bench.CommitAsync(new CommitInput("run-1", "", [new CommitFile("x.cs", artifact)], "m", "Ada", CommitBench.At));

        var path = Path.Combine(_bench.Root, "expected");
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal(_bench.Git("hash-object", "--no-filters", path), _bench.Git("rev-parse", $"{result.Sha}:tests/generated/x/x.cs"));
    }

    [Fact]
    public async Task A_fixed_branch_and_folder_are_settings()
    {
        var input = await _bench.InputAsync();

        var result = await _bench.CommitAsync(input, change: options => options with { Branch = "main", Folder = "a b/{runId}", CommitterName = "Bot", CommitterEmail = "bot@example.org" });

        Assert.Equal("main", result.Branch);
        Assert.Equal("public class T;", _bench.Git("show", "main:a b/run-1/PingTests.cs"));
        Assert.Equal("Bot <bot@example.org>", _bench.Git("log", "-1", "--format=%cn <%ce>", "main"));
    }

    [Fact]
    public async Task Two_owners_never_share_the_branch_of_a_run()
    {
        var one = await _bench.CommitAsync(await _bench.InputAsync(runId: "a-b~c~run-1"));
        var other = await _bench.CommitAsync(await _bench.InputAsync(runId: "a~b-c~run-1"));

        Assert.Equal(["workflows/a-b--c--run-1", "workflows/a--b-c--run-1"], [one.Branch, other.Branch]);
        Assert.Equal([one.Sha], _bench.Commits(one.Branch));
        Assert.Equal([other.Sha], _bench.Commits(other.Branch));
    }

    [Fact]
    public async Task A_branch_that_the_call_names_wins_over_the_setting()
    {
        var result = await _bench.CommitAsync(await _bench.InputAsync(branch: "release/7"));

        Assert.Equal("release/7", result.Branch);
        Assert.Equal([result.Sha], _bench.Commits("release/7"));
    }

    [Fact]
    public async Task The_first_commit_of_an_empty_repository_begins_its_branch()
    {
        var empty = Path.Combine(_bench.Root, "empty.git");
        _bench.Git("init", "--bare", "--quiet", empty);

        var result = await _bench.CommitAsync(await _bench.InputAsync(), change: options => options with { Repository = "file://" + empty, Branch = "main" });

        Assert.Equal(result.Sha, (await File.ReadAllTextAsync(Path.Combine(empty, "refs", "heads", "main"))).Trim());
    }

    [Fact]
    public async Task A_repository_with_branches_and_no_default_branch_is_refused_and_not_given_a_second_root()
    {
        _bench.Git("symbolic-ref", "HEAD", "refs/heads/nowhere");

        var refused = await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(await _bench.InputAsync()));

        Assert.Contains("default branch", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_content_that_changed_after_the_approval_is_not_committed()
    {
        var input = await _bench.InputAsync();
        await _bench.Artifacts.PutAsync("run-1", "tests/PingTests.cs", "public class Evil;");

        var refused = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input));

        Assert.Contains("not what was approved", refused.Message, StringComparison.Ordinal);
        Assert.Equal("refs/heads/main", _bench.Git("for-each-ref", "--format=%(refname)"));
    }

    [Fact]
    public async Task Without_a_repository_the_failure_names_the_setting()
    {
        var refused = await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(await _bench.InputAsync(), change: options => options with { Repository = " " }));

        Assert.Contains("SourceControl:Repository", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_named_with_what_to_do()
    {
        var failed = await Assert.ThrowsAsync<SourceControlException>(
            async () => await _bench.CommitAsync(await _bench.InputAsync(), change: options => options with { Repository = Path.Combine(_bench.Root, "nowhere.git") }));

        Assert.Contains("nowhere.git", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Check SourceControl:Repository", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_a_hook_of_the_repository_refuses_tells_its_words_on_one_line()
    {
        _bench.Hook("pre-receive", "printf 'only on\\033[31m fridays\\n' >&2; exit 1");

        var failed = await Assert.ThrowsAsync<SourceControlException>(async () => await _bench.CommitAsync(await _bench.InputAsync()));

        Assert.Contains("fridays", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failed.Message, char.IsControl);
    }

    [Fact]
    public async Task Whatever_a_message_holds_stands_in_the_commit_without_moving_a_cursor()
    {
        const string Message = "Add “tests” für 日本\n\n# not a comment\n\t$(rm -rf /) `x` %H \"'\\\n---\n\u001b[2Jgone\r\nnext\0end \u202Eevil\n\n\n";

        var result = await _bench.CommitAsync(await _bench.InputAsync(message: Message));

        Assert.Equal("Add “tests” für 日本\n\n# not a comment\n\t$(rm -rf /) `x` %H \"'\\\n> ---\n\\u001b[2Jgone\nnext\\u0000end \\u202eevil",
            _bench.Git("log", "-1", "--format=%B", result.Sha).Split("\n\nWorkflows-Run:")[0]);
    }

    [Theory]
    [InlineData("alice", "alice <alice@workflows.invalid>")]
    [InlineData("alice@example.org", "alice@example.org <alice@example.org>")]
    [InlineData("Eve\n<root@x>\nauthor Other", "Eve <root@x>")]
    [InlineData("<>\n", "unknown <unknown@workflows.invalid>")]
    [InlineData("", "unknown <unknown@workflows.invalid>")]
    [InlineData("...", "unknown <unknown@workflows.invalid>")]
    [InlineData("--help", "--help <help@workflows.invalid>")]
    [InlineData("Zoë Ångström", "Zoë Ångström <zo---ngstr-m@workflows.invalid>")]
    public async Task Every_approver_becomes_one_author(string approver, string author)
    {
        var result = await _bench.CommitAsync(await _bench.InputAsync() with { Author = approver });

        Assert.Equal(author, _bench.Git("log", "-1", "--format=%an <%ae>", result.Sha));
    }

    private string[] Trailer(string commit, string key) =>
        _bench.Git("log", "-1", $"--format=%(trailers:key={key},valueonly)", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
