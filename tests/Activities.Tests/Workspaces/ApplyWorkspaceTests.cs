using Workflows.Activities.Workspaces.Folders;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class ApplyWorkspaceTests : IDisposable
{
    private readonly DeliveryBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_folder_gets_what_was_approved_and_the_same_call_made_again_tells_the_same()
    {
        Files(("workspace/a.cs", "1"), ("workspace/gone/b.cs", "1"), ("workspace/run.sh", "1"), ("workspace/f", "file"), ("workspace/d/x.cs", "1"), ("other.txt", "mine"));
        var before = await _bench.States.Of(
            ("workspace/a.cs", "1"), ("workspace/gone/b.cs", "1"), ("workspace/run.sh", "1"), ("workspace/f", "file"), ("workspace/d/x.cs", "1"));
        var after = await _bench.States.Of(
        [
            ("workspace/a.cs", "2"u8.ToArray(), false), ("workspace/run.sh", "1"u8.ToArray(), true), ("workspace/new/tool.sh", "3"u8.ToArray(), true),
            ("workspace/f/now-a-folder.cs", "4"u8.ToArray(), false), ("workspace/d", "now a file"u8.ToArray(), false), ("project/tasks/done.md", "5"u8.ToArray(), false),
        ]);
        for (var time = 0; time < 2; time++)
        {
            var report = await _bench.ApplyAsync(before, after);
            Assert.Empty(report.Conflicts);
            Assert.Equal((_bench.Folder["task"], 9), (report.Folder, report.Written));
            Assert.Equal(
                ["other.txt=mine", "project/tasks/done.md=5", "workspace/a.cs=2", "workspace/d=now a file", "workspace/f/now-a-folder.cs=4", "workspace/new/tool.sh=3", "workspace/run.sh=1"],
                _bench.Texts("task").Select(file => $"{file.Key}={file.Value}").Order(StringComparer.Ordinal));
            Assert.True(TestFolder.IsExecutable(_bench.Folder["task/workspace/run.sh"]));
            Assert.True(TestFolder.IsExecutable(_bench.Folder["task/workspace/new/tool.sh"]));
            Assert.False(TestFolder.IsExecutable(_bench.Folder["task/workspace/a.cs"]));
            Assert.False(Directory.Exists(_bench.Folder["task/workspace/gone"]));
        }
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_left_alone_and_told()
    {
        Files(("workspace/changed.cs", "theirs"), ("workspace/kept.cs", "theirs"), ("workspace/new.cs", "theirs"), ("workspace/fine.cs", "1"), ("workspace/mode.sh", "theirs"));
        var before = await _bench.States.Of(
            ("workspace/changed.cs", "1"), ("workspace/kept.cs", "1"), ("workspace/removed.cs", "1"), ("workspace/fine.cs", "1"), ("workspace/mode.sh", "1"));
        var after = await _bench.States.Of(
        [
            ("workspace/changed.cs", "2"u8.ToArray(), false), ("workspace/removed.cs", "2"u8.ToArray(), false), ("workspace/new.cs", "2"u8.ToArray(), false),
            ("workspace/fine.cs", "2"u8.ToArray(), false), ("workspace/mode.sh", "1"u8.ToArray(), true),
        ]);
        var report = await _bench.ApplyAsync(before, after);
        Assert.Equal(1, report.Written);
        Assert.Equal(
            ["workspace/changed.cs", "workspace/kept.cs", "workspace/mode.sh", "workspace/new.cs", "workspace/removed.cs"], report.Conflicts.Select(conflict => conflict[..conflict.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["workspace/changed.cs=theirs", "workspace/fine.cs=2", "workspace/kept.cs=theirs", "workspace/mode.sh=theirs", "workspace/new.cs=theirs"],
            _bench.Texts("task").Select(file => $"{file.Key}={file.Value}").Order(StringComparer.Ordinal));
        Assert.False(TestFolder.IsExecutable(_bench.Folder["task/workspace/mode.sh"]));
    }

    [Fact]
    public async Task Nothing_is_written_or_deleted_through_a_link_or_out_of_the_folder()
    {
        Files(("workspace/a.cs", "1"));
        _bench.Folder.Write("outside/x.cs", "1");
        _bench.Folder.Write("outside/y.cs", "1");
        Directory.CreateSymbolicLink(_bench.Folder["task/workspace/dir"], _bench.Folder["outside"]);
        File.CreateSymbolicLink(_bench.Folder["task/workspace/x.cs"], _bench.Folder["outside/x.cs"]);
        File.CreateSymbolicLink(_bench.Folder["task/workspace/broken.cs"], _bench.Folder["outside/z.cs"]);
        var before = await _bench.States.Of(("workspace/x.cs", "1"), ("workspace/dir/y.cs", "1"), ("workspace/dir/x.cs", "1"));
        var after = await _bench.States.Of(
            ("workspace/x.cs", "2"), ("workspace/dir/x.cs", "2"), ("workspace/dir/new/n.cs", "2"), ("workspace/broken.cs", "2"), ("workspace/../../outside/up.cs", "2"),
            ("workspace/.git/hooks/pre-commit", "2"));
        var report = await _bench.ApplyAsync(before, after);
        Assert.Equal((0, 7), (report.Written, report.Conflicts.Count));
        Assert.Equal(["x.cs=1", "y.cs=1"], _bench.Texts("outside").Select(file => $"{file.Key}={file.Value}").Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(_bench.Folder["task/workspace/.git"]));
    }

    [Fact]
    public async Task A_hard_link_keeps_its_other_name_and_what_a_killed_host_left_half_written_is_cleared_away()
    {
        Files(("workspace/a.cs", "1"));
        using (var made = System.Diagnostics.Process.Start("ln", [_bench.Folder["task/workspace/a.cs"], _bench.Folder["elsewhere.cs"]]))
        {
            await made.WaitForExitAsync();
        }

        var (before, after) = (await _bench.States.Of(("workspace/a.cs", "1")), await _bench.States.Of(("workspace/a.cs", "2")));
        _bench.Folder.Write("task/workspace/" + PlainFolder.HalfName("run-1", "workspace/a.cs"), "half");
        Assert.Equal(1, (await _bench.ApplyAsync(before, after)).Written);
        Assert.Equal(["workspace/a.cs=2"], _bench.Texts("task").Select(file => $"{file.Key}={file.Value}"));
        Assert.Equal("1", File.ReadAllText(_bench.Folder["elsewhere.cs"]));
    }

    [Fact]
    public async Task Without_a_folder_or_with_one_that_is_gone_nothing_is_written()
    {
        var (before, after) = (await _bench.States.Of(), await _bench.States.Of(("workspace/a.cs", "1")));
        var report = await _bench.ApplyAsync(before, after, "gone");
        Assert.Equal((0, 1), (report.Written, report.Conflicts.Count));
        Assert.False(Directory.Exists(_bench.Folder["gone"]));
    }

    private void Files(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            _bench.Folder.Write("task/" + path, text);
        }
    }
}
