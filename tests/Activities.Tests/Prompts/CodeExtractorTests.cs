using FsCheck;
using FsCheck.Fluent;
using Workflows.Activities.Prompts;

namespace Workflows.Activities.Tests.Prompts;

public sealed class CodeExtractorTests
{
    private const string Code = "using Xunit;\n\npublic class T\n{\n    [Fact]\n    public void A() => Assert.True(true);\n}\n";

    [Theory]
    [InlineData("```csharp\n@\n```")]
    [InlineData("```cs\n@\n```")]
    [InlineData("```C#\n@\n```")]
    [InlineData("```csharp title=\"Tests.cs\"\n@\n```")]
    [InlineData("``` {.csharp}\n@\n```")]
    [InlineData("```\n@\n```")]
    [InlineData("~~~csharp\n@\n~~~")]
    [InlineData("`````csharp\n@\n`````")]
    [InlineData("Here are your tests:\n\n```csharp\n@\n```\n\nGood luck!")]
    [InlineData("\uFEFF```csharp\n@\n```")]
    [InlineData("```csharp\n@")]
    [InlineData("@")]
    [InlineData("Sure, here is the file:\n\n@\n\nI hope that this helps.")]
    [InlineData("<think>```csharp\nclass Draft { [Fact] void A(){} [Fact] void B(){} }\n```</think>\n```csharp\n@\n```")]
    [InlineData("I must write tests.\n```csharp\n[Fact] [Fact] [Fact]\n```\n</think>\n\n```csharp\n@\n```")]
    [InlineData("```json\n{ \"a\": 1 }\n```\n```csharp\n@\n```")]
    [InlineData("```csharp\npublic class Helper { }\n```\nand\n```csharp\n@\n```\nand\n```bash\ndotnet test\n```")]
    public void The_code_is_found_however_it_is_wrapped(string answer) =>
        Assert.Equal(Code, CodeExtractor.Extract(answer.Replace("@", Code.TrimEnd(), StringComparison.Ordinal)));

    [Fact]
    public void Line_ends_become_line_feeds() =>
        Assert.Equal(Code, CodeExtractor.Extract(("```csharp\n" + Code + "```").Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Fact]
    public void Of_several_blocks_the_one_with_the_most_tests_is_taken()
    {
        const string More = "public class U\n{\n    [Fact]\n    public void A() { }\n    [Theory]\n    public void B() { }\n}\n";

        Assert.Equal(More, CodeExtractor.Extract($"```csharp\n{Code}```\n\n```csharp\n{More}```"));
    }

    [Theory]
    [InlineData("var text = \"\"\"\n```\nfenced\n```\n\"\"\";")]
    [InlineData("var text = @\"\n```\nfenced\n\";")]
    [InlineData("/*\n```csharp\n```\n*/")]
    public void A_fence_within_a_literal_or_a_comment_does_not_end_the_code(string nested)
    {
        var code = $"class T\n{{\n    [Fact]\n    void A()\n    {{\n{nested}\n    }}\n}}\n";

        Assert.Equal(code, CodeExtractor.Extract($"```csharp\n{code}```\n\nThat is all."));
    }

    [Fact]
    public void A_literal_that_never_ends_does_not_swallow_the_prose_after_the_code() =>
        Assert.Equal("class A { string s = \"\"\"x; }\n", CodeExtractor.Extract("```csharp\nclass A { string s = \"\"\"x; }\n```\nProse."));

    [Theory]
    [InlineData("")]
    [InlineData("I am sorry, I cannot help with that.")]
    [InlineData("```json\n{}\n```")]
    [InlineData("```\nGET /ping HTTP/1.1\n```")]
    [InlineData("```csharp\n```")]
    [InlineData("<think>class A { [Fact] void B(){} }")]
    [InlineData("# A heading\n\nSome prose; nothing else.")]
    public void Where_there_is_no_code_there_is_none(string answer) => Assert.Null(CodeExtractor.Extract(answer));

    /// <summary>Whatever stands around it: what is taken out of a fenced answer is the code.</summary>
    [Fact]
    public void Any_prose_around_a_fenced_block_is_left_out()
    {
        var word = Gen.Elements("Here", "tests", "`x`", "\n", " ", "``", "\"\"\"", "/*", "using", "}", "<b>", "\r\n", "- ", "é");
        var prose = Gen.Choose(0, 12).SelectMany(count => Gen.ListOf(word, count)).Select(words => string.Join(' ', words));

        Prop.ForAll(Arb.From(prose), Arb.From(prose), (before, after) =>
            CodeExtractor.Extract($"{before}\n\n```csharp\n{Code}```\n\n{after}") == Code).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_hostile_answer_takes_bounded_time()
    {
        var answer = "```csharp\nvar a = \"\"\"\n" + string.Concat(Enumerable.Repeat("```\n", 50_000)) + new string('`', 100_000);

        Assert.NotNull(CodeExtractor.Extract(answer));
    }
}
