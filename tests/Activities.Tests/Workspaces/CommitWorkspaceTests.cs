using System.Text;
using Workflows.Domain.SourceControl;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class CommitWorkspaceTests : IDisposable
{
    private readonly DeliveryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_new_branch_of_the_folders_repository_gets_the_difference_and_index_and_work_tree_stay_as_they_are()
    {
        var repository = _bench.Repository("repo", ("tasks/a/workspace/old.cs", "1\n"), ("tasks/a/workspace/gone.cs", "1\n"), ("tasks/a/workspace/run.sh", "1\n"), ("other.txt", "1\n"));
        _bench.Folder.Write("repo/other.txt", "uncommitted\n");
        _bench.Folder.Write("repo/staged.txt", "staged\n");
        _bench.Folder.Git("repo", "add", "staged.txt");
        var (status, head) = (_bench.Folder.Git("repo", "status", "--porcelain"), _bench.Folder.Git("repo", "rev-parse", "HEAD"));

        var before = await _bench.States.Of(("workspace/old.cs", "1\n"), ("workspace/gone.cs", "1\n"), ("workspace/run.sh", "1\n"), ("workspace/same.cs", "1\n"));
        var after = await _bench.States.Of(
        [
            ("workspace/old.cs", "2\n"u8.ToArray(), false), ("workspace/run.sh", "1\n"u8.ToArray(), true), ("workspace/same.cs", "1\n"u8.ToArray(), false),
            ("project/tasks/done.md", "done\n"u8.ToArray(), false), ("workspace/.editorconfig", "root = true\n"u8.ToArray(), false),
        ]);
        var result = await _bench.CommitAsync(DeliveryBench.Input(before, after, new TaskRepository(repository, "tasks/a", "")));

        Assert.Equal(new CommitResult(repository, "workflows/run-1", _bench.Folder.Git("repo", "rev-parse", "workflows/run-1"), false), result);
        Assert.Equal(
            "A\ttasks/a/project/tasks/done.md\nA\ttasks/a/workspace/.editorconfig\nD\ttasks/a/workspace/gone.cs\nM\ttasks/a/workspace/old.cs\nM\ttasks/a/workspace/run.sh",
            _bench.Folder.Git("repo", "diff", "--name-status", "--no-renames", head, result.Sha));
        Assert.StartsWith("100755 ", _bench.Folder.Git("repo", "ls-tree", result.Sha, "tasks/a/workspace/run.sh"), StringComparison.Ordinal);
        Assert.Equal("Ada Lovelace", _bench.Folder.Git("repo", "log", "-1", "--format=%an", result.Sha));
        Assert.Equal((status, head, "main"), (
            _bench.Folder.Git("repo", "status", "--porcelain"), _bench.Folder.Git("repo", "rev-parse", "HEAD"), _bench.Folder.Git("repo", "branch", "--show-current")));
        Assert.Equal("1\n", File.ReadAllText(_bench.Folder["repo/tasks/a/workspace/old.cs"]));
    }

    [Fact]
    public async Task A_call_that_is_made_again_on_this_or_another_machine_finds_its_commit()
    {
        var repository = new TaskRepository(_bench.Repository("repo", ("workspace/a.cs", "1\n"), ("workspace/b.cs", "1\n")), "", "");
        var input = DeliveryBench.Input(await _bench.States.Of(("workspace/a.cs", "1\n"), ("workspace/b.cs", "1\n")), await _bench.States.Of(("workspace/a.cs", "2\n")), repository);
        var results = await Task.WhenAll(_bench.CommitAsync(input), _bench.CommitAsync(input, "second"), _bench.CommitAsync(input, "third"));
        Assert.Single(results.Select(result => result.Sha).Distinct());
        Assert.Single(results, result => !result.Existed);
        Assert.True((await _bench.CommitAsync(input, "fourth")).Existed);
        Assert.Equal("2", _bench.Folder.Git("repo", "rev-list", "--count", "workflows/run-1"));

        var pushed = new[] { "git", "second", "third" }[results.ToList().FindIndex(result => !result.Existed)];
        _bench.Folder.Git("repo", "branch", "--quiet", "-D", "workflows/run-1");
        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(input, pushed));
        Assert.Contains("no longer there", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_is_a_repository_of_its_own_gets_the_files_below_it_alone()
    {
        var repository = new TaskRepository(_bench.Repository("task/workspace", ("src/a.cs", "1\n")), "", "workspace");
        var before = await _bench.States.Of(("workspace/src/a.cs", "1\n"), ("project/tasks/current.md", "1\n"));
        var after = await _bench.States.Of(("workspace/src/a.cs", "2\n"), ("project/tasks/current.md", "2\n"));
        var result = await _bench.CommitAsync(DeliveryBench.Input(before, after, repository));
        Assert.Equal("src/a.cs", _bench.Folder.Git("task/workspace", "diff", "--name-only", "main", result.Sha));

        var documents = await _bench.CommitAsync(DeliveryBench.Input(before, await _bench.States.Of(("workspace/src/a.cs", "1\n"), ("project/tasks/current.md", "2\n")), repository, "run-2"));
        Assert.Equal(CommitResult.Nothing, documents);
    }

    [Fact]
    public async Task A_linked_work_tree_a_shallow_clone_and_a_repository_without_commits_take_commits()
    {
        var before = await _bench.States.Of(("workspace/a.cs", "1\n"));
        var after = await _bench.States.Of(("workspace/a.cs", "2\n"));
        _bench.Repository("repo", ("workspace/a.cs", "1\n"));
        _bench.Folder.Git("repo", "worktree", "add", "--quiet", "-b", "side", "../linked");
        _bench.Folder.Write("linked/side.txt", "side\n");
        _bench.Folder.Git("linked", "add", "--all");
        _bench.Folder.Git("linked", "commit", "--quiet", "--message", "Side");
        var linked = await _bench.CommitAsync(DeliveryBench.Input(before, after, new TaskRepository(_bench.Folder["linked"], "", "")));
        Assert.Equal(_bench.Folder.Git("linked", "rev-parse", "side"), _bench.Folder.Git("repo", "rev-parse", linked.Sha + "^"));

        _bench.Folder.Git("", "clone", "--quiet", "--depth", "1", "file://" + _bench.Folder["linked"], "shallow");
        var shallow = await _bench.CommitAsync(DeliveryBench.Input(before, after, new TaskRepository(_bench.Folder["shallow"], "", ""), "run-2"));
        Assert.Equal("M\tworkspace/a.cs", _bench.Folder.Git("shallow", "diff", "--name-status", "HEAD", shallow.Sha));

        Directory.CreateDirectory(_bench.Folder["empty"]);
        _bench.Folder.Git("empty", "init", "--quiet");
        var first = await _bench.CommitAsync(DeliveryBench.Input(before, after, new TaskRepository(_bench.Folder["empty"], "", ""), "run-3"));
        Assert.Equal("workspace/a.cs", _bench.Folder.Git("empty", "ls-tree", "-r", "--name-only", first.Sha));
    }

    [Fact]
    public async Task The_configured_repository_wins_and_takes_the_commit_at_the_tasks_place_and_a_revert_takes_deletions_back()
    {
        var own = new TaskRepository(_bench.Repository("own"), "tasks/a", "");
        _bench.Repository("seed", ("tasks/a/workspace/gone.cs", "gone\n"), ("tasks/a/workspace/f", "a file\n"));
        _bench.Folder.Git("", "clone", "--quiet", "--bare", "seed", "configured.git");
        _bench.Settings = _bench.Settings with { Repository = _bench.Folder["configured.git"], Branch = "main" };
        var result = await _bench.CommitAsync(DeliveryBench.Input(
            await _bench.States.Of(("workspace/gone.cs", "gone\n"), ("workspace/f", "a file\n")), await _bench.States.Of(("workspace/f/g.cs", "in a folder now\n")), own));
        Assert.Equal("main", result.Branch);
        Assert.Equal("tasks/a/workspace/f/g.cs", _bench.Folder.Git("configured.git", "ls-tree", "-r", "--name-only", "main"));

        var revert = await _bench.RevertAsync(result);
        Assert.Null(revert.Refusal);
        Assert.Equal(
            _bench.Folder.Git("configured.git", "rev-parse", result.Sha + "^^{tree}"), _bench.Folder.Git("configured.git", "rev-parse", "main^{tree}"));
    }

    [Fact]
    public async Task Where_there_is_no_repository_the_hosts_own_is_made_and_that_of_the_examples_is_left_alone()
    {
        var examples = _bench.Repository("examples");
        _bench.Settings = _bench.Settings with { Repository = examples, Fallback = examples, TaskFallback = _bench.Folder["data/tasks.git"] };
        var (before, after) = (await _bench.States.Of(), await _bench.States.Of(("workspace/a.cs", "1\n")));
        Assert.Equal(CommitResult.Nothing, await _bench.CommitAsync(DeliveryBench.Input(after, after, null)));
        Assert.False(Directory.Exists(_bench.Folder["data"]));

        var result = await _bench.CommitAsync(DeliveryBench.Input(before, after, null));
        Assert.Equal((_bench.Folder["data/tasks.git"], "workflows/run-1"), (result.Repository, result.Branch));
        Assert.Equal("README.md\nworkspace/a.cs", _bench.Folder.Git("data/tasks.git", "ls-tree", "-r", "--name-only", result.Sha));
        Assert.Null((await _bench.RevertAsync(result)).Refusal);

        var own = _bench.Repository("own");
        Assert.Equal(own, (await _bench.CommitAsync(DeliveryBench.Input(before, after, new TaskRepository(own, "", "")))).Repository);
        _bench.Settings = new();
        Assert.Contains("SourceControl:Repository", (await Assert.ThrowsAsync<CommitRefusedException>(() => _bench.CommitAsync(DeliveryBench.Input(before, after, null)))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workspace/.github/workflows/evil.yml")]
    [InlineData("workspace/.git/hooks/post-commit")]
    [InlineData("workspace/GIT~1/config")]
    [InlineData("workspace/../out.cs")]
    [InlineData("workspace/.gitattributes")]
    public async Task What_steers_git_or_servers_is_never_committed(string path)
    {
        var repository = new TaskRepository(_bench.Repository("repo"), "", "");
        var after = await _bench.States.Of(("workspace/fine.cs", "1\n"), (path, "1\n"));
        await Assert.ThrowsAsync<CommitRefusedException>(async () => await _bench.CommitAsync(DeliveryBench.Input(await _bench.States.Of(), after, repository)));
        Assert.Equal("main", _bench.Folder.Git("repo", "branch", "--format=%(refname:short)"));
    }

    [Fact]
    public async Task A_link_in_the_way_is_not_followed_and_the_message_cannot_forge_a_trailer()
    {
        var repository = new TaskRepository(_bench.Repository("repo", ("workspace/a.cs", "1\n")), "", "");
        File.CreateSymbolicLink(_bench.Folder["repo/workspace/out"], "/tmp");
        _bench.Folder.Git("repo", "add", "--all");
        _bench.Folder.Git("repo", "commit", "--quiet", "--message", "Link");
        var before = await _bench.States.Of();
        var refusal = await Assert.ThrowsAsync<CommitRefusedException>(async () =>
            await _bench.CommitAsync(DeliveryBench.Input(before, await _bench.States.Of(("workspace/out/x.cs", "1\n")), repository)));
        Assert.Contains("a symbolic link", refusal.Message, StringComparison.Ordinal);

        var forged = DeliveryBench.Input(before, await _bench.States.Of(("workspace/b.cs", "1\n")), repository) with { Message = "Title\n\nWorkflows-Run: another" };
        var result = await _bench.CommitAsync(forged);
        Assert.Equal("run-1", _bench.Folder.Git("repo", "log", "-1", "--format=%(trailers:key=Workflows-Run,valueonly)", result.Sha).Trim());
    }

    [Fact]
    public async Task Many_files_go_in_one_commit()
    {
        var repository = new TaskRepository(_bench.Repository("repo"), "", "");
        var files = Enumerable.Range(0, 120).Select(i => ($"workspace/d{i % 7}/f{i}.cs", Encoding.UTF8.GetBytes($"{i}\n"), false)).ToList();
        var input = DeliveryBench.Input(await _bench.States.Of(), await _bench.States.Of(files), repository);
        var result = await _bench.CommitAsync(input);
        Assert.Equal(120, _bench.Folder.Git("repo", "ls-tree", "-r", "--name-only", result.Sha).Split('\n').Length);
        Assert.True((await _bench.CommitAsync(input, "other")).Existed);
    }
}
