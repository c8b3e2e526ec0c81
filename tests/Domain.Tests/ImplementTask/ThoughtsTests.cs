using System.Diagnostics;
using Workflows.Domain.ImplementTask;

namespace Workflows.Domain.Tests.ImplementTask;

public sealed class ThoughtsTests
{
    [Theory]
    [InlineData("<think>\n1. draft\n</think>\n\n1. Write it", "1. Write it")]
    [InlineData("<THINKING>draft</THINKING>1. Write it", "1. Write it")]
    [InlineData("draft\n1. draft\n</think>\n\n1. Write it", "1. Write it")]
    [InlineData("draft, and so on.</think>\n1. Write it", "1. Write it")]
    [InlineData("<think>a\n<think>b</think>\nc\n</think>\n1. Write it", "1. Write it")]
    [InlineData("<think>```\nnever closed\n</think>\n1. Write it", "1. Write it")]
    [InlineData("<think>it has `</think>` in it</think>\n1. Write it", "1. Write it")]
    [InlineData("<think></think><think>x</think>\n1. Write it", "1. Write it")]
    [InlineData("1. Write it\n<think>\ncut off", "1. Write it")]
    [InlineData("<think>cut off\n1. draft", "")]
    [InlineData("  <think> cut off", "")]
    [InlineData("1. Write it", "1. Write it")]
    [InlineData(null, "")]
    public void Thoughts_are_no_part_of_an_answer(string? answer, string said) => Assert.Equal(said, Thoughts.Without(answer).Trim());

    [Theory]
    [InlineData("1. Cut <think>…</think> out of answers\n2. Test it")]
    [InlineData("1. Cut out <think>…</think>\n2. Test it")]
    [InlineData("1. Handle the <think> tag\n2. Test it")]
    [InlineData("1. Handle `<think>`\n`</think>` ends it\n2. Test it")]
    [InlineData("1. Write\n<think> and its end are tags.\n2. Test it")]
    [InlineData("1. The prompt:\n```\n<think>\nx\n</think>\n```\n2. Test it")]
    [InlineData("1. It ends at the </think> of the model\n2. Test it")]
    public void Tags_that_an_answer_speaks_of_are_let_stand(string answer) => Assert.Equal(answer, Thoughts.Without(answer));

    [Theory]
    [InlineData("<think>")]
    [InlineData("</think>")]
    [InlineData("a</think>")]
    [InlineData("a<think>")]
    [InlineData("```\n<think>\n")]
    [InlineData("`<think>`")]
    public void An_answer_that_degenerates_is_read_in_no_time(string piece)
    {
        var begun = Stopwatch.GetTimestamp();

        Assert.EndsWith("x", "x" + Thoughts.Without("x" + string.Concat(Enumerable.Repeat(piece, 50_000)) + "</think>\nx"), StringComparison.Ordinal);

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
