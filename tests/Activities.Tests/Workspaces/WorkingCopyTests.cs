using System.Text;
using Workflows.Activities.Workspaces;
using Workflows.Domain.Agents;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class WorkingCopyTests : IAsyncLifetime
{
    private readonly WorkPlace _place = WorkPlace.Create();

    [Fact]
    public async Task A_copy_holds_the_files_of_its_state_and_what_a_command_changes_becomes_another_state()
    {
        var state = await _place.StateAsync(("project/tasks/current.md", "# Task"), ("workspace/a.txt", "old"), ("workspace/b.txt", "gone"));

        await using var copy = await OpenAsync(state);
        var result = await _place.ShellAsync(copy, "cat ../project/tasks/current.md && echo new > a.txt && rm b.txt && mkdir -p deep && printf x > deep/c.sh && chmod +x deep/c.sh");
        var (after, dropped) = await copy.CaptureAsync(WorkPlace.Work, CancellationToken.None);

        Assert.Equal((0, "# Task", null), (result.ExitCode, result.Output, result.Problem));
        Assert.Empty(dropped);
        Assert.Equal(
            new Dictionary<string, string> { ["project/tasks/current.md"] = "# Task", ["workspace/a.txt"] = "new\n", ["workspace/deep/c.sh"] = "x" }, await _place.TextsAsync(after));
        Assert.True((await _place.Workspaces.ReadAsync(after, CancellationToken.None)).Files.Single(file => file.Path == "workspace/deep/c.sh").Executable);
        Assert.Equal("old", (await _place.TextsAsync(state))["workspace/a.txt"]);
    }

    [Fact]
    public async Task Whatever_a_command_left_behind_the_next_opening_holds_the_state_and_keeps_build_results()
    {
        var state = await _place.StateAsync(("workspace/a.txt", "old"), ("workspace/src/b.txt", "b"));
        await using (var copy = await OpenAsync(state))
        {
            await _place.ShellAsync(copy, "echo x > a.txt; mkfifo p; ln -s /etc/passwd l; ln -s / src2; rm -r src; ln -s /usr src; mkdir -p obj q/w && touch obj/kept q/w/z && chmod 000 q/w");
        }

        await using var again = await OpenAsync(state);
        var seen = await _place.ShellAsync(again, "find . -type f -o -type l -o -type p | sort");

        Assert.Equal("./a.txt\n./obj/kept\n./src/b.txt\n", seen.Output);
    }

    [Fact]
    public async Task A_clean_copy_has_no_build_results()
    {
        var state = await _place.StateAsync(("workspace/a.txt", "a"));
        await using (var copy = await OpenAsync(state))
        {
            await _place.ShellAsync(copy, "mkdir bin && touch bin/evil");
        }

        await using var clean = await _place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: true, CancellationToken.None);

        Assert.Equal("a.txt\n", (await _place.ShellAsync(clean, "ls")).Output);
    }

    [Fact]
    public async Task What_is_no_plain_file_of_the_scope_is_not_taken_and_told()
    {
        var state = await _place.StateAsync(("project/a.md", "a"), ("workspace/a.txt", "old"));
        await using var copy = await OpenAsync(state);
        await _place.ShellAsync(copy, "mkfifo pipe; ln -s /etc/passwd link; ln -sf ../project/a.md a.txt; mkdir -p .git/hooks .GIT 'x ' && touch .git/hooks/h .GIT/y 'x /y' .gitattributes A.TXT; head -c 6000000 /dev/zero > large; echo k > kept");
        // What the sandbox keeps from happening is held against the scope once more.
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "project/a.md"), "changed");
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "outside"), "new");

        var (after, dropped) = await copy.CaptureAsync(WorkPlace.Work, CancellationToken.None);

        var texts = await _place.TextsAsync(after);
        Assert.Equal(["project/a.md", "workspace/a.txt", "workspace/kept"], texts.Keys);
        Assert.Equal("old", texts["workspace/a.txt"]);
        Assert.Equal("a", texts["project/a.md"]);
        foreach (var path in new[] { "workspace/pipe", "workspace/link", "workspace/a.txt", "workspace/x /y", "workspace/.gitattributes", "workspace/large", "project/a.md", "outside" })
        {
            Assert.Contains(dropped, line => line.StartsWith(path + ": ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_a_link_stands_in_the_place_of_is_as_it_was()
    {
        var state = await _place.StateAsync(("workspace/a.cs", "a"), ("workspace/b.cs", "b"), ("workspace/gone.cs", "g"), ("workspace/src/c.cs", "c"), ("workspace/src/deep/d.cs", "d"));
        await using var copy = await OpenAsync(state);
        await _place.ShellAsync(copy, "ln -sf b.cs a.cs; rm gone.cs; mv src lib; ln -s lib src");

        var (after, dropped) = await copy.CaptureAsync(WorkPlace.Work, CancellationToken.None);

        Assert.Equal(["workspace/a.cs", "workspace/src"], dropped.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["workspace/a.cs"] = "a",
                ["workspace/b.cs"] = "b",
                ["workspace/lib/c.cs"] = "c",
                ["workspace/lib/deep/d.cs"] = "d",
                ["workspace/src/c.cs"] = "c",
                ["workspace/src/deep/d.cs"] = "d",
            },
            await _place.TextsAsync(after));
    }

    [Fact]
    public async Task A_fork_reads_its_parents_files_and_keeps_its_own_from_its_first_change_on()
    {
        var state = await _place.StateAsync(("workspace/a.txt", "a"), ("workspace/b.txt", "b"));

        var forked = await _place.Workspaces.ChangeAsync("fork", state, new Dictionary<string, byte[]?> { ["workspace/b.txt"] = Encoding.UTF8.GetBytes("B") }, CancellationToken.None);
        await _place.Artifacts.DeleteRunAsync(WorkPlace.Run, CancellationToken.None);

        Assert.Equal(new Dictionary<string, string> { ["workspace/a.txt"] = "a", ["workspace/b.txt"] = "B" }, await _place.TextsAsync(forked));
    }

    [Fact]
    public async Task The_same_files_are_the_same_state()
    {
        var one = await _place.StateAsync(("workspace/a.txt", "a"), ("workspace/b.txt", "b"));
        var other = await _place.StateAsync(("workspace/b.txt", "b"), ("workspace/a.txt", "a"));

        Assert.Equal(one, other);
        Assert.Equal((2, 2L), (one.Files, one.Bytes));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _place.DisposeAsync();

    private Task<IWorkingCopy> OpenAsync(WorkspaceState state) => _place.Workspaces.OpenAsync(WorkPlace.Run, "copy", state, clean: false, CancellationToken.None);
}
