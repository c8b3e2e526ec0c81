using Workflows.Activities.Models;

namespace Workflows.Activities.Tests.Models;

public sealed class AnswerCollectorTests
{
    private const string Running = """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":10,"completion_tokens":1}}""";
    private const string Finish = """{"choices":[{"delta":{},"finish_reason":"stop"}]}""";
    private const string Final = """{"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":7}}""";

    private readonly AnswerCollector _answer = new(1000);

    [Fact]
    public void A_running_count_is_not_what_is_billed_when_the_stream_just_ends()
    {
        _answer.Add(Running);
        _answer.Add(Finish);

        Assert.True(_answer.HasUsage);
        Assert.False(_answer.IsBilled);
    }

    [Fact]
    public void The_count_after_the_end_of_the_answer_is_what_is_billed()
    {
        _answer.Add(Running);
        _answer.Add(Finish);
        _answer.Add(Final);

        Assert.True(_answer.IsBilled);
        Assert.Equal(7, _answer.OutputTokens);
    }

    [Fact]
    public void A_stream_that_says_that_it_is_done_has_told_its_last_count()
    {
        _answer.Add(Running);
        _answer.Add(Finish);
        _answer.End();

        Assert.True(_answer.IsBilled);
    }

    [Fact]
    public void Nothing_is_billed_where_nothing_was_told()
    {
        _answer.Add(Finish);
        _answer.End();

        Assert.False(_answer.IsBilled);
    }
}
