using System.Text;
using Workflows.Activities.Workspaces.Diffs;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Workspaces;

namespace Workflows.Activities.Tests.Workspaces;

public sealed class DiffWorkspaceTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestStates _states = new();

    public void Dispose()
    {
        _folder.Dispose();
        _states.Dispose();
    }

    [Fact]
    public async Task Git_applies_the_patch_of_every_kind_of_change_and_gets_the_very_files()
    {
        (string Path, byte[] Content, bool Executable)[] before =
        [
            ("workspace/changed.cs", Text("one\ntwo\nthree\n"), false),
            ("workspace/no newline.txt", Text("a\nb"), false),
            ("workspace/gets newline.txt", Text("a\nb"), false),
            ("workspace/gone.txt", Text("x\n"), false),
            ("workspace/gone.bin", [0, 1, 2, 250], true),
            ("workspace/mode.sh", Text("echo\n"), false),
            ("workspace/both.sh", Text("echo 1\n"), true),
            ("workspace/changed.bin", [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 7))], false),
            ("workspace/latin.txt", [0x63, 0x61, 0x66, 0xe9, 0x0a], false),
            ("workspace/empty", [], false),
            ("workspace/was-a-folder/f.txt", Text("f\n"), false),
            ("workspace/same.cs", Text("same\n"), false),
        ];
        (string Path, byte[] Content, bool Executable)[] after =
        [
            ("workspace/changed.cs", Text("one\r\n2\nthree\n"), false),
            ("workspace/no newline.txt", Text("a\nc"), false),
            ("workspace/gets newline.txt", Text("a\nb\n"), false),
            ("workspace/mode.sh", Text("echo\n"), true),
            ("workspace/both.sh", Text("echo 2\n"), false),
            ("workspace/changed.bin", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))], false),
            ("workspace/latin.txt", [0x63, 0x61, 0x66, 0xe8], false),
            ("workspace/empty", Text("no longer"), false),
            ("workspace/new/ünï \"cödé\".txt", Text("é\n@@ -1 +1 @@\n"), false),
            ("workspace/new/empty", [], true),
            ("workspace/new/image.png", [0x89, 0x50, 0, 1, 2, 3], false),
            ("workspace/new/bom.cs", [0xef, 0xbb, 0xbf, 0x61], false),
            ("workspace/was-a-folder", Text("a file\n"), false),
            ("workspace/same.cs", Text("same\n"), false),
        ];
        var diff = await DiffAsync(await _states.Of(before), await _states.Of(after));

        foreach (var file in before)
        {
            _folder.Write("repo/" + file.Path, file.Content, file.Executable);
        }

        _folder.Git("repo", "init", "--quiet");
        File.WriteAllBytes(_folder["p.patch"], await BytesAsync(diff));
        _folder.Git("repo", "apply", "../p.patch");
        var found = Directory.GetFiles(_folder["repo/workspace"], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder["repo"], path).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(after.Select(file => file.Path).Order(StringComparer.Ordinal), found);
        Assert.All(after, file =>
        {
            Assert.Equal(file.Content, File.ReadAllBytes(_folder["repo/" + file.Path]));
            Assert.Equal(file.Executable, TestFolder.IsExecutable(_folder["repo/" + file.Path]));
        });
        Assert.Equal(
            ["added", "changed", "deleted", "mode"], diff.Files.Select(file => file.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(diff.Files.Count, diff.FileCount);
        Assert.Contains(new ChangedFile("workspace/changed.cs", "changed", 2, 2), diff.Files);
        Assert.Equal(diff.Patch.Sha256, diff.Sha256);
    }

    [Fact]
    public async Task Only_the_named_folders_are_compared_and_the_same_states_make_the_same_patch()
    {
        var (before, after) = (await _states.Of(("workspace/a.cs", "1\n"), ("project/b.md", "1\n"), ("workspaces/c.cs", "1\n")),
            await _states.Of(("workspace/a.cs", "2\n"), ("project/b.md", "2\n"), ("workspaces/c.cs", "2\n")));
        var diff = await DiffAsync(before, after);
        Assert.Equal("workspace/a.cs", Assert.Single(diff.Files).Path);
        Assert.Equal(diff.Sha256, (await DiffAsync(before, after)).Sha256);
        var none = await DiffAsync(after, after);
        Assert.Equal((0, 0L, 0), (none.FileCount, none.Patch.Length, none.RedFlagCount));
    }

    [Fact]
    public async Task The_short_form_holds_small_files_whole_and_tells_what_it_left_out()
    {
        var large = string.Concat(Enumerable.Range(0, 4000).Select(i => $"line {i}\n"));
        var diff = await DiffAsync(await _states.Of(), await _states.Of(("workspace/a-large.cs", large), ("workspace/b-small.cs", "small\n"), ("workspace/c.bin", "\0")), 3000);
        var excerpt = await _states.Artifacts.TextAsync(diff.Excerpt);
        Assert.InRange(excerpt.Length, 2000, 3000);
        Assert.Contains("+small\n", excerpt, StringComparison.Ordinal);
        Assert.Contains("lines of this file left out]\ndiff --git a/workspace/b-small.cs", excerpt, StringComparison.Ordinal);
        Assert.Contains("Binary file: 0 bytes before, 1 bytes now", excerpt, StringComparison.Ordinal);
        var shown = excerpt.Split('\n').Count(line => line.StartsWith("+line", StringComparison.Ordinal));
        Assert.EndsWith($"[… 0 more files, {4000 - shown} lines left out]\n", excerpt, StringComparison.Ordinal);
        Assert.Contains("+line 3999\n", await _states.Artifacts.TextAsync(diff.Patch), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(12000)]
    public async Task The_short_form_is_never_too_long_and_says_how_many_files_are_missing(int most)
    {
        var files = Enumerable.Range(0, 300).Select(i => ($"workspace/f{i:000}.cs", string.Concat(Enumerable.Repeat($"text {i}\n", i)))).ToArray();
        var excerpt = await _states.Artifacts.TextAsync((await DiffAsync(await _states.Of(), await _states.Of(files), most)).Excerpt);
        Assert.InRange(excerpt.Length, Math.Min(most, most * 3 / 4 - 200), most);
        if (most >= 200)
        {
            Assert.Matches(@"\[… \d+ more files, \d+ lines left out\]\n$", excerpt);
        }
    }

    [Fact]
    public async Task A_large_file_ends_at_a_hunk()
    {
        var lines = Enumerable.Range(0, 1000).Select(i => $"line {i}").ToArray();
        var before = string.Join('\n', lines);
        for (var i = 10; i < 1000; i += 20)
        {
            lines[i] = "changed";
        }

        var diff = await DiffAsync(await _states.Of(("workspace/a.cs", before)), await _states.Of(("workspace/a.cs", string.Join('\n', lines))), 1000);
        var excerpt = await _states.Artifacts.TextAsync(diff.Excerpt);
        var last = excerpt[..excerpt.IndexOf("[…", StringComparison.Ordinal)].TrimEnd('\n').Split('\n')[^4..];
        Assert.Equal("+changed", last[0]);
        Assert.All(last[1..], line => Assert.StartsWith(" line", line, StringComparison.Ordinal));
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<byte[]> BytesAsync(WorkspaceDiff diff) => (await _states.Artifacts.ReadAsync("run-1", diff.Patch.Name, CancellationToken.None))!;

    private Task<WorkspaceDiff> DiffAsync(WorkspaceState before, WorkspaceState after, int most = 12000) => new DiffWorkspaceActivity(_states.Workspaces, _states.Artifacts).RunAsync(
        new ActivityContext("run-1", "DiffWorkspace", "key"),
        new DiffWorkspaceInput("run-1", "reports/diff_round_1.patch", before, after, ["workspace"], most, 4000), CancellationToken.None);
}
