using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

/// <summary>Commits where the branch holds other files than those that the run began with.</summary>
public sealed class CommitOntoBranchTests : IDisposable
{
    private const string File = "workspace/a.cs";
    private const string Moved = "workspace/moved/a.cs";
    private const string Found = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
    private const string Changed = "one\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n";

    private readonly DeliveryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_was_committed_meanwhile_stays_and_a_call_that_is_made_again_finds_its_commit()
    {
        var input = await InputAsync(Found, Found, Changed);
        Committed("ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n");

        var result = await _bench.CommitAsync(input);

        Assert.Equal("ONE\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n", Text(result));
        Committed("ONE\nTWO\nthree\nfour\nfive\nsix\nseven\n");
        Assert.Equal(result with { Existed = true }, await _bench.CommitAsync(input));
        Assert.Equal(result with { Existed = true }, await _bench.CommitAsync(input, "another machine"));
        _bench.Settings = _bench.Settings with { Repository = result.Repository };
        Assert.Null((await _bench.RevertAsync(result)).Refusal);
    }

    [Fact]
    public async Task Lines_that_were_in_no_commit_when_the_run_began_do_not_come_in_with_it()
    {
        var result = await _bench.CommitAsync(await InputAsync(
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\n", "one\nsecret = 1\ntwo\nthree\nfour\nfive\nsix\nseven\n", "one\nsecret = 1\ntwo\nthree\nfour\nfive\nsix\nSEVEN\n"));

        Assert.Equal(Changed, Text(result));
        Assert.Equal("-seven\n+SEVEN", string.Join('\n', _bench.Folder.Git("repo", "diff", "-U0", "main", result.Sha).Split('\n').TakeLast(2)));
    }

    [Theory]
    [InlineData(Found, Changed, "one\ntwo\nthree\nfour\nfive\nsix\nseven!\n")]
    [InlineData(Found, null, "ONE\ntwo\nthree\nfour\nfive\nsix\nseven\n")]
    [InlineData(null, Changed, "mine\n")]
    [InlineData("\0one\n", "\0two\n", "\0three\n")]
    public async Task What_is_in_each_others_way_is_not_committed_and_the_message_says_what_to_do(string? found, string? changed, string now)
    {
        var input = await InputAsync(found, found, changed);
        Committed(now);

        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input));

        Assert.Contains($"'{File}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("rewind", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("main", _bench.Folder.Git("repo", "branch", "--format=%(refname:short)"));

        // As the message says.
        if (found is not null)
        {
            Committed(found);
            Assert.False((await _bench.CommitAsync(input)).Existed);
        }
    }

    [Fact]
    public async Task A_work_tree_with_other_ends_of_lines_changes_no_line_that_the_run_has_not()
    {
        var result = await _bench.CommitAsync(await InputAsync(Found, Windows(Found), Windows(Changed)));

        Assert.Equal(Changed, Text(result));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_whose_lines_end_otherwise_in_the_work_tree_can_be_deleted_and_renamed(bool renamed) =>
        await AssertGoneAsync(await InputAsync(Found, Windows(Found), null, renamed), renamed);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_may_be_executed_in_the_branch_alone_can_be_deleted_and_renamed(bool renamed)
    {
        var input = await InputAsync(Found, Found, null, renamed);
        _bench.Folder.Git("repo", "update-index", "--chmod=+x", File);
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "It can be run");

        await AssertGoneAsync(input, renamed);
    }

    [Fact]
    public async Task A_file_that_was_moved_on_the_branch_meanwhile_does_not_come_back_beside_the_moved_one()
    {
        var input = await InputAsync(Found, Found, Changed);
        Directory.CreateDirectory(_bench.Folder["repo/workspace/moved"]);
        _bench.Folder.Git("repo", "mv", File, Moved);
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "Move it");

        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input));

        Assert.Contains($"'{File}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"git log main -- {File}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("main", _bench.Folder.Git("repo", "branch", "--format=%(refname:short)"));

        // As the message says.
        _bench.Folder.Git("repo", "mv", Moved, File);
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "Move it back");
        Assert.Equal(Changed, Text(await _bench.CommitAsync(input)));
    }

    [Fact]
    public async Task Of_many_files_that_the_branch_does_not_have_only_those_that_it_had_are_in_the_way()
    {
        var names = Enumerable.Range(0, 60).Select(i => $"workspace/f{i:00}.cs").ToList();
        var repository = _bench.Repository("repo", [("README.md", "read\n"), (names[0], Found), (names[55], Found), (names[59], Found)]);
        _bench.Folder.Git("repo", "rm", "--quiet", names[0], names[55]);
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "Delete them");
        _bench.Folder.Write("repo/" + names[59], "mine\n");
        _bench.Folder.Git("repo", "commit", "--quiet", "--all", "--message", "Change another one");

        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(DeliveryBench.Input(
            await _bench.States.Of([.. names.Select(name => (name, Found))]),
            await _bench.States.Of([.. names.Select(name => (name, "all of it\n"))]), new TaskRepository(repository, "", ""))));

        Assert.Contains($"holds '{names[59]}' otherwise", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"had '{names[0]}', '{names[55]}', which", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_in_no_commit_but_the_runs_own_comes_again_when_it_was_taken_back_and_is_approved_anew()
    {
        var input = await InputAsync(null, Found, Changed);
        var first = await _bench.CommitAsync(input);
        _bench.Settings = _bench.Settings with { Repository = first.Repository };
        Assert.Null((await _bench.RevertAsync(first)).Refusal);

        var anew = await _bench.CommitAsync(input with { At = DeliveryBench.At.AddHours(2) });

        Assert.NotEqual(first.Sha, anew.Sha);
        Assert.Equal(Changed, Text(anew));
    }

    [Fact]
    public async Task What_rests_on_an_earlier_run_is_committed_on_top_of_it()
    {
        var repository = new TaskRepository(_bench.Repository("repo", (File, Found), ("workspace/other.cs", "other\n")), "", "");
        var empty = await _bench.States.Of((File, Found), ("workspace/other.cs", "other\n"));
        var first = await _bench.States.Of((File, Changed), ("workspace/new.cs", "new\n"), ("workspace/other.cs", "other\n"));
        var second = await _bench.States.Of((File, Changed.Replace("one", "ONE", StringComparison.Ordinal)), ("workspace/new.cs", "newer\n"), ("workspace/other.cs", "other\n"));
        var third = await _bench.States.Of((File, Found), ("workspace/other.cs", "OTHER\n"));
        var one = await _bench.CommitAsync(DeliveryBench.Input(empty, first, repository, "run-1"));

        var two = await _bench.CommitAsync(DeliveryBench.Input(first, second, repository, "run-2"));
        var again = await _bench.CommitAsync(DeliveryBench.Input(first, second, repository, "run-2"), "another machine");
        // In a folder that was put back to what the branch holds.
        var three = await _bench.CommitAsync(DeliveryBench.Input(empty, third, repository, "run-3"));

        Assert.Equal(one.Sha, _bench.Folder.Git("repo", "rev-parse", two.Sha + "^"));
        Assert.Equal("newer", _bench.Folder.Git("repo", "show", two.Sha + ":workspace/new.cs"));
        Assert.Equal(two with { Existed = true }, again);
        Assert.Equal(_bench.Folder.Git("repo", "rev-parse", "main"), _bench.Folder.Git("repo", "rev-parse", three.Sha + "^"));
    }

    [Fact]
    public async Task What_was_changed_by_hand_since_an_earlier_run_and_is_in_no_ones_way_does_not_come_in()
    {
        var repository = new TaskRepository(_bench.Repository("repo", (File, Found)), "", "");
        var empty = await _bench.States.Of((File, Found));
        var first = await _bench.States.Of((File, Changed), ("workspace/new.cs", "new\n"));
        var byHand = await _bench.States.Of((File, Changed), ("workspace/new.cs", "by hand\n"));
        var second = await _bench.States.Of((File, Changed.Replace("one", "ONE", StringComparison.Ordinal)), ("workspace/new.cs", "by hand\n"));
        var one = await _bench.CommitAsync(DeliveryBench.Input(empty, first, repository, "run-1"));

        var two = await _bench.CommitAsync(DeliveryBench.Input(byHand, second, repository, "run-2"));

        Assert.Equal(one.Sha, _bench.Folder.Git("repo", "rev-parse", two.Sha + "^"));
        Assert.Equal("new", _bench.Folder.Git("repo", "show", two.Sha + ":workspace/new.cs"));
        Assert.Equal(Changed.Replace("one", "ONE", StringComparison.Ordinal).TrimEnd(), _bench.Folder.Git("repo", "show", $"{two.Sha}:{File}"));
    }

    [Fact]
    public async Task A_mode_that_an_earlier_run_changed_hides_it_not()
    {
        var repository = new TaskRepository(_bench.Repository("repo", (File, Found), ("workspace/run.sh", "ls\n")), "", "");
        var begun = await _bench.States.Of((File, Found), ("workspace/run.sh", "ls\n"));
        var first = await _bench.States.Of([(File, Bytes(Changed), false), ("workspace/run.sh", Bytes("ls\n"), true)]);
        var second = await _bench.States.Of([(File, Bytes(Found), false), ("workspace/run.sh", Bytes("ls\n"), true)]);
        var one = await _bench.CommitAsync(DeliveryBench.Input(begun, first, repository, "run-1"));

        var two = await _bench.CommitAsync(DeliveryBench.Input(first, second, repository, "run-2"));

        Assert.Equal(one.Sha, _bench.Folder.Git("repo", "rev-parse", two.Sha + "^"));

        static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
    }

    [Fact]
    public async Task What_an_earlier_run_of_another_task_has_deleted_is_nothing_that_this_one_rests_on()
    {
        var path = _bench.Repository("repo", ("a/workspace/old.cs", "old\n"), ("b/" + File, Found));
        var (a, b) = (new TaskRepository(path, "a", ""), new TaskRepository(path, "b", ""));
        await _bench.CommitAsync(DeliveryBench.Input(await _bench.States.Of(("workspace/old.cs", "old\n")), await _bench.States.Of(), a, "run-1"));

        var result = await _bench.CommitAsync(DeliveryBench.Input(await _bench.States.Of((File, Found)), await _bench.States.Of((File, Changed)), b, "run-2"));

        Assert.Equal(_bench.Folder.Git("repo", "rev-parse", "main"), _bench.Folder.Git("repo", "rev-parse", result.Sha + "^"));
    }

    [Fact]
    public async Task A_branch_of_somebody_else_is_no_place_to_begin_at()
    {
        var repository = new TaskRepository(_bench.Repository("repo", (File, Found)), "", "");
        _bench.Folder.Git("repo", "checkout", "--quiet", "-b", "workflows/by-hand");
        Committed(Changed);
        _bench.Folder.Git("repo", "checkout", "--quiet", "main");
        var begun = await _bench.States.Of((File, Changed));
        var ended = await _bench.States.Of((File, Changed.Replace("one", "ONE", StringComparison.Ordinal)));

        var result = await _bench.CommitAsync(DeliveryBench.Input(begun, ended, repository));

        Assert.Equal(_bench.Folder.Git("repo", "rev-parse", "main"), _bench.Folder.Git("repo", "rev-parse", result.Sha + "^"));
    }

    [Fact]
    public async Task Whether_a_file_may_be_executed_is_changed_only_by_the_run()
    {
        var input = await InputAsync(Found, Found, Changed);
        _bench.Folder.Git("repo", "update-index", "--chmod=+x", File);
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "It can be run");

        var result = await _bench.CommitAsync(input);

        Assert.StartsWith("100755 ", _bench.Folder.Git("repo", "ls-tree", result.Sha, File), StringComparison.Ordinal);
        Assert.Equal(Changed, Text(result));
    }

    [Fact]
    public async Task A_file_that_the_repository_does_not_have_is_committed_whole_and_the_hosts_own_repository_takes_files_as_they_are()
    {
        var result = await _bench.CommitAsync(await InputAsync(null, Found, Changed));
        Assert.Equal(Changed, Text(result));

        _bench.Settings = _bench.Settings with { TaskFallback = _bench.Folder["tasks.git"] };
        await _bench.CommitAsync(DeliveryBench.Input(await _bench.States.Of(), await _bench.States.Of((File, "first\n")), null));
        var second = await _bench.CommitAsync(DeliveryBench.Input(await _bench.States.Of((File, "by hand\n")), await _bench.States.Of((File, "second\n")), null, "run-2"));
        Assert.Equal("second", _bench.Folder.Git("tasks.git", "show", $"{second.Sha}:{File}"));
    }

    private async Task AssertGoneAsync(CommitWorkspaceInput input, bool renamed)
    {
        var result = await _bench.CommitAsync(input);

        Assert.Equal(renamed ? $"README.md\n{Moved}" : "README.md", _bench.Folder.Git("repo", "ls-tree", "-r", "--name-only", result.Sha));
        Assert.Equal(result with { Existed = true }, await _bench.CommitAsync(input, "another machine"));
    }

    // The repository's commit, what lay in the folder, and what the run made of it.
    private async Task<CommitWorkspaceInput> InputAsync(string? committed, string? found, string? changed, bool renamed = false)
    {
        var repository = _bench.Repository("repo", [("README.md", "read\n"), .. committed is null ? Array.Empty<(string, string)>() : [(File, committed)]]);
        return DeliveryBench.Input(await StateAsync(found), renamed ? await _bench.States.Of((Moved, found!)) : await StateAsync(changed), new TaskRepository(repository, "", ""));
    }

    private async Task<WorkspaceState> StateAsync(string? text) => text is null ? await _bench.States.Of() : await _bench.States.Of((File, text));

    private void Committed(string text)
    {
        _bench.Folder.Write("repo/" + File, text);
        _bench.Folder.Git("repo", "add", "--all");
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "Meanwhile");
    }

    private static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    private string Text(CommitResult result) => _bench.Folder.Git("repo", "show", $"{result.Sha}:{File}") + "\n";
}
