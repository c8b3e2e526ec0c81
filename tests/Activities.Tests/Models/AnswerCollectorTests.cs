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

    /// <summary>What services that call themselves compatible make of tool calls.</summary>
    [Theory]
    [InlineData("""{"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"fs_read","arguments":"{\"path\":1}"}},{"id":"b","type":"function","function":{"name":"fs_list","arguments":"{}"}}]}}]}""")]
    [InlineData("""{"choices":[{"message":{"tool_calls":[{"function":{"name":"fs_read","arguments":{"path":1}}},{"function":{"name":"fs_list","arguments":{}}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"fs_read","arguments":""}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"path\""}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"fs_list","arguments":"{}"}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"fs_read","arguments":"{\"path\":1}"}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"b","function":{"name":"fs_list","arguments":"{}"}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"fs_read","arguments":"{\"path\":"}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"1}"}}]}}]}""",
        """{"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"fs_list","arguments":"{}"}}]}}]}""")]
    public void Tool_calls_are_put_together_in_every_form_that_services_send(params string[] chunks)
    {
        foreach (var chunk in chunks)
        {
            _answer.Add(chunk);
        }

        Assert.Equal([("fs_read", """{"path":1}"""), ("fs_list", "{}")], _answer.ToolCalls.Select(call => (call.Name, call.Arguments)));
    }

    [Fact]
    public void Arguments_without_an_end_are_not_collected()
    {
        var chunk = $$$"""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{{{new string('x', 400)}}}"}}]}}]}""";
        _answer.Add(chunk);
        _answer.Add(chunk);

        Assert.Throws<AnswerTooLargeException>(() => _answer.Add(chunk));
    }

    [Fact]
    public void Calls_without_an_end_are_not_collected()
    {
        for (var index = 0; index < 1000; index++)
        {
            _answer.Add($$$"""{"choices":[{"delta":{"tool_calls":[{"index":{{{index}}},"function":{"name":"x","arguments":""}}]}}]}""");
        }

        Assert.Equal(128, _answer.ToolCalls.Count);
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[1,null,"x",{},{"function":7},{"index":"a","function":{"name":3,"arguments":null}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":{}}}]}""")]
    public void What_is_no_call_is_none(string chunk)
    {
        _answer.Add(chunk);

        Assert.All(_answer.ToolCalls, call => Assert.Equal(("", ""), (call.Name, call.Arguments)));
    }
}
