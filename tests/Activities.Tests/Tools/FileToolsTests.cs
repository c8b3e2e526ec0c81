namespace Workflows.Activities.Tests.Tools;

public sealed class FileToolsTests
{
    [Fact]
    public async Task Files_are_listed_with_their_sizes_down_to_a_depth_and_by_pattern()
    {
        await using var bench = await ToolBench.CreateAsync(("project/tasks/current.md", "# T"), ("workspace/a/b/c/d/e.cs", "x"), ("workspace/a.cs", "abc"));

        var all = await bench.CallAsync("fs_list", new { });
        var shallow = await bench.CallAsync("fs_list", new { path = "workspace", depth = 1 });
        var code = await bench.CallAsync("fs_list", new { pattern = "*.cs" });
        var missing = await bench.CallAsync("fs_list", new { path = "workspace/none" });

        Assert.Equal("project/tasks/current.md (3 bytes)\nworkspace/a.cs (3 bytes)\nworkspace/a/b/c/ (1 files)", all.Text);
        Assert.Equal("workspace/a.cs (3 bytes)\nworkspace/a/ (1 files)", shallow.Text);
        Assert.Equal("workspace/a.cs (3 bytes)\nworkspace/a/b/c/d/e.cs (1 bytes)", code.Text);
        Assert.StartsWith("There is no folder 'workspace/none'.", missing.Text);
    }

    [Fact]
    public async Task A_file_is_read_whole_or_by_lines_and_a_long_one_in_parts()
    {
        var lines = string.Concat(Enumerable.Range(1, 300).Select(number => $"line {number}\n"));
        await using var bench = await ToolBench.CreateAsync([("Tools:AnswerCharacters", "1000")], ("workspace/a.txt", "one\ntwo\nthree"), ("workspace/b.txt", lines), ("workspace/e.txt", ""));

        Assert.Equal("workspace/a.txt, lines 1-3 of 3:\none\ntwo\nthree\n", (await bench.CallAsync("fs_read", new { path = "./workspace//a.txt" })).Text);
        Assert.Equal("workspace/a.txt, lines 2-2 of 3:\ntwo\n", (await bench.CallAsync("fs_read", new { path = "/task/workspace/a.txt", from_line = 2, to_line = "2" })).Text);
        Assert.EndsWith("read on with from_line 124]\n", (await bench.CallAsync("fs_read", new { path = "workspace/b.txt" })).Text);
        Assert.Equal("workspace/e.txt is empty.", (await bench.CallAsync("fs_read", new { path = "workspace/e.txt" })).Text);
    }

    [Fact]
    public async Task A_file_is_made_replaced_and_patched()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.txt", "one\ntwo\nthree\n"), ("workspace/crlf.txt", "a\r\nb\r\nc\r\n"));

        await bench.CallAsync("fs_write", new { path = "workspace/new/run.sh", content = "echo hi\n", executable = true });
        var patched = await bench.CallAsync("fs_patch", new { path = "workspace/a.txt", edits = new[] { new { old = "two\n", @new = "2\n" }, new { old = "three", @new = "" } } });
        await bench.CallAsync("fs_patch", new { path = "workspace/crlf.txt", edits = new[] { new { old = "a\nb", @new = "A\nB" } } });

        var texts = await bench.TextsAsync();
        Assert.Equal("fs_patch workspace/a.txt (2 edits)", patched.Result.Summary);
        Assert.Equal(("one\n2\n\n", "A\r\nB\r\nc\r\n", "echo hi\n"), (texts["workspace/a.txt"], texts["workspace/crlf.txt"], texts["workspace/new/run.sh"]));
        Assert.Contains("(8 bytes, executable)", (await bench.CallAsync("fs_list", new { path = "workspace/new" })).Text);
    }

    [Theory]
    [InlineData("x", "'old' is not in the file. Read the file again.")]
    [InlineData("e\n", "stands there more than once, in lines 1 and 3")]
    [InlineData("  three four", "line 3 is like its beginning", "ab\n\nthree four\n")]
    public async Task A_patch_that_does_not_fit_changes_nothing_and_says_why(string old, string words, string text = "one\ntwo\nthree\n")
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.txt", text));
        var before = bench.State;

        var (result, answer) = await bench.CallAsync("fs_patch", new { path = "workspace/a.txt", edits = new[] { new { old = text.Trim()[..2], @new = "O" }, new { old, @new = "y" } } });

        Assert.True(result.Refused);
        Assert.Contains(words, answer);
        Assert.Equal(before, bench.State);
    }

    [Fact]
    public async Task Lines_are_found_by_text_and_by_expression_in_files_that_fit()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.cs", "class A;\n// TODO b(1)\n"), ("workspace/b.md", "class\n"), ("project/x.md", "none"));

        Assert.Equal("workspace/a.cs:1: class A;\nworkspace/b.md:1: class\n", (await bench.CallAsync("fs_search", new { text = "class" })).Text);
        Assert.Equal("workspace/a.cs:2: // TODO b(1)\n", (await bench.CallAsync("fs_search", new { text = @"b\(\d\)", regex = true, pattern = "*.cs" })).Text);
        Assert.Equal("No line fits.", (await bench.CallAsync("fs_search", new { text = "class", path = "project" })).Text);
        Assert.StartsWith("Refused: 'text' is no regular expression", (await bench.CallAsync("fs_search", new { text = "(a+)+$(?=b", regex = true })).Text);
    }
}
