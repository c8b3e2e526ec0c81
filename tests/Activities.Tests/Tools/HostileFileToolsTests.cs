using Workflows.Domain.Agents;

namespace Workflows.Activities.Tests.Tools;

public sealed class HostileFileToolsTests
{
    [Theory]
    [InlineData("../x")]
    [InlineData("workspace/../../etc/passwd")]
    [InlineData("workspace/../project/a.md")]
    [InlineData("/etc/passwd")]
    [InlineData("/workspace/x")]
    [InlineData("~/x")]
    [InlineData("..\\x")]
    [InlineData("C:\\x")]
    [InlineData("project/a.md")]
    [InlineData("Workspace/a.txt")]
    [InlineData("workspace")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("workspace/.git/hooks/pre-commit")]
    [InlineData("workspace/.GIT/config")]
    [InlineData("workspace/.g\u200cit/config")]
    [InlineData("workspace/git~1/config")]
    [InlineData("workspace/.git./config")]
    [InlineData("workspace/.gitattributes")]
    [InlineData("workspace/.github/workflows/a.yml")]
    [InlineData("workspace/bin/a.dll")]
    [InlineData("workspace/OBJ/a")]
    [InlineData("workspace/CON")]
    [InlineData("workspace/a\u202eb")]
    [InlineData("workspace/a:b")]
    [InlineData("workspace/-rf")]
    [InlineData("workspace/a ")]
    [InlineData("workspace/A.TXT")]
    [InlineData("workspace/a.txt/b")]
    [InlineData("workspace/SUB/x")]
    [InlineData("workspace/sub")]
    [InlineData("workspace/kept/x")]
    public async Task Nothing_is_written_where_nothing_may_be(string path)
    {
        await using var bench = await ToolBench.CreateAsync(("project/a.md", "a"), ("workspace/a.txt", "a"), ("workspace/sub/b", "b"));
        bench.Scope = new WriteScope(["workspace"], ["workspace/kept"]);
        var before = bench.State;

        var (result, text) = await bench.CallAsync("fs_write", new { path, content = "owned" });

        Assert.True(result.Refused);
        Assert.StartsWith("Refused: ", text);
        Assert.DoesNotContain(text, c => char.IsControl(c) || c is '\u202e' or '\u200c');
        Assert.Equal(before, bench.State);
        Assert.Equal(before, result.Workspace);
    }

    [Theory]
    [InlineData("fs_write", "{", "the arguments are no valid JSON")]
    [InlineData("fs_write", "[1]", "are a list and not a JSON object")]
    [InlineData("fs_write", "{}", "'path' is missing; 'content' is missing")]
    [InlineData("fs_write", """{"path": 1, "content": {}}""", "'path' is a number and has to be a text; 'content' is an object and has to be a text")]
    [InlineData("fs_patch", """{"path": "workspace/a.txt", "edits": [{"old": ""}]}""", "item 1 of 'edits' needs 'old' (not empty) and 'new'")]
    [InlineData("fs_read", """{"path": "workspace/a.txt", "from_line": -1}""", "'from_line' has to be a whole number from 1")]
    [InlineData("run_cmd", """{"command": 5}""", "'command' has to be a text")]
    [InlineData("fs_delete", "{}", "there is no tool 'fs_delete'. Your tools: fs_list")]
    [InlineData("rm\n-rf", "{}", "there is no tool 'rm\\n-rf'")]
    [InlineData("fs_write", """{"path": "workspace/\ud800", "content": ""}""", "the arguments hold half of a character")]
    [InlineData("fs_read", null, "'path' is missing")]
    public async Task What_a_model_gets_wrong_is_told_in_words_that_it_can_use(string tool, string? arguments, string words)
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.txt", "a"));

        var (result, text) = await bench.RawAsync(tool, arguments);

        Assert.True(result.Refused);
        Assert.Contains(words, text);
        Assert.InRange(result.Summary.Length, 1, 200);
        Assert.DoesNotContain(result.Summary, char.IsControl);
    }

    [Fact]
    public async Task A_tool_that_the_role_does_not_have_is_refused()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.txt", "a"));
        bench.Tools = ["fs_read"];

        Assert.Contains("'fs_write' is not among your tools. Your tools: fs_read.", (await bench.CallAsync("fs_write", new { path = "workspace/b", content = "" })).Text);
    }

    [Theory]
    [InlineData("(a|aa)+\\d", "Refused: the expression takes too long at workspace/a.txt:2. Write it without repetitions in repetitions, or search for a text.")]
    [InlineData("(a?){1000000}b", "Refused: 'text' is too large: with its counted repetitions written out it has more than 1000 parts. Use *, + or a smaller count.")]
    [InlineData("a!$", "No line fits.\n[of 1 long line only the first 4000 characters were looked at]\n")]
    public async Task An_expression_cannot_keep_the_search_busy(string expression, string answer)
    {
        await using var bench = await ToolBench.CreateAsync([("Tools:SearchTimeoutSeconds", "0.5")], ("workspace/a.txt", "x\n" + new string('a', 200_000) + "!"));

        Assert.Equal(answer, (await bench.CallAsync("fs_search", new { text = expression, regex = true })).Text);
    }

    [Fact]
    public async Task A_text_is_found_however_long_its_line_is()
    {
        await using var bench = await ToolBench.CreateAsync(("workspace/a.txt", new string('a', 200_000) + "!"));

        Assert.StartsWith("workspace/a.txt:1: aaa", (await bench.CallAsync("fs_search", new { text = "a!" })).Text);
    }
}
