using Workflows.Domain.ImplementTask;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class EffectivelyEmptyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \r\n\t\r\n")]
    [InlineData("\uFEFF# Current task\r\n\r\nTODO\r\n")]
    [InlineData("# Task\n## Goal\n- TODO\n- [ ] TODO\n* \n1.\n")]
    [InlineData("**TODO**\nTODO:\ntodo...\nTBD\nFIXME!")]
    [InlineData("Task\n====\n\n---\n* * *\n")]
    [InlineData("```\n```\n~~~md\n~~~")]
    [InlineData("<!-- describe the task\nhere -->\n# T")]
    [InlineData("# T\n<!-- never closed")]
    public void Headings_blanks_rules_comments_and_bare_todos_say_nothing(string? text) => Assert.True(EffectivelyEmpty.Is(text));

    [Theory]
    [InlineData("Add a login.")]
    [InlineData("# T\n\nTODO: add a login")]
    [InlineData("- [ ] add a login")]
    [InlineData("TODO list app")]
    [InlineData("<!-- x --> Add a login <!-- y -->")]
    [InlineData("```\nls\n```")]
    [InlineData("задача")]
    [InlineData("Task\n====\nDo it")]
    public void Any_text_says_something(string text) => Assert.False(EffectivelyEmpty.Is(text));
}
