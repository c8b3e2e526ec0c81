using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Models;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Tests.Models;

public sealed class OpenAiChatModelTests : IDisposable
{
    private const string Key = "sk-marker-8f1c2d3e";
    private static readonly ChatRequest Question = new("Write tests.", new byte[] { (byte)'{', (byte)'}' }, "run-1:0:3");

    private readonly ModelHttp _http = new();
    private readonly HastyTime _time = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_streamed_answer_is_put_together_with_model_usage_and_cost()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("class A; // привет", inputTokens: 1000, outputTokens: 500));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server, options => options with { InputPrice = 2, OutputPrice = 8 }));

        Assert.Equal("class A; // привет", response.Text);
        Assert.Equal(("test-model-1", "stop", 1), (response.Model, response.FinishReason, response.Attempts));
        Assert.Equal(new ModelUsage(1000, 500, 0.006m), response.Usage);
    }

    [Fact]
    public async Task The_call_carries_model_prompt_key_temperature_and_the_idempotency_key()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("ok"));

        await AskAsync(server);

        var call = Assert.Single(server.Calls);
        Assert.Equal("Bearer " + Key, call.Authorization);
        Assert.Equal("run-1:0:3", call.IdempotencyKey);
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal("qwen-max", body.RootElement.GetProperty("model").GetString());
        Assert.Equal(0, body.RootElement.GetProperty("temperature").GetDouble());
        Assert.Equal("Write tests.", body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_service_that_knows_no_streams_is_understood()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.AnswersWhole("class A;"));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal(("class A;", "whole"), (response.Text, response.Model));
        Assert.Equal(new ModelUsage(1, 2, null), response.Usage);
    }

    [Fact]
    public async Task A_slow_stream_is_waited_for_as_long_as_something_comes()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.StreamsSlowly("0123456789abcdef0123456789abcdef", TimeSpan.FromMilliseconds(50)));

        // The whole takes longer than the silence that is allowed.
        var response = Assert.IsType<ChatResponse>(await AskAsync(server, options => options with { IdleTimeout = TimeSpan.FromMilliseconds(600) }));

        Assert.Equal("0123456789abcdef0123456789abcdef", response.Text);
    }

    [Fact]
    public async Task Silence_is_a_transient_failure()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.SaysNothing());

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server, options => options with { MaxAttempts = 1, IdleTimeout = TimeSpan.FromMilliseconds(200) }));

        Assert.Equal((ChatFailureKind.Transient, "silence for 0.2 s"), (failure.Kind, failure.Reason));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_in_all_is_a_transient_failure()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.StreamsSlowly(new string('x', 10_000), TimeSpan.FromMilliseconds(20)));

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server, options => options with { MaxAttempts = 1, Timeout = TimeSpan.FromMilliseconds(300) }));

        Assert.Contains("no whole answer within 0.3 s", failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_error_is_followed_by_another_attempt_after_a_growing_wait(int status)
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(status), Behaviour.Refuses(status), Behaviour.Streams("class A;"));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal(3, response.Attempts);
        Assert.Equal(3, server.Calls.Count);
        Assert.Single(server.Calls.Select(call => call.IdempotencyKey).Distinct());
        Assert.InRange(_time.Waits[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.InRange(_time.Waits[1], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task An_error_that_stays_is_not_asked_again(int status)
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(status));

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server));

        Assert.Equal((ChatFailureKind.Permanent, 1), (failure.Kind, failure.Attempts));
        Assert.Single(server.Calls);
        Assert.Contains($"answered {status}", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_after_in_seconds_is_obeyed()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(429, retryAfter: "7"), Behaviour.Streams("class A;"));

        Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal([TimeSpan.FromSeconds(7)], _time.Waits);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_obeyed()
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(30).ToString("R");
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(429, retryAfter: date), Behaviour.Streams("class A;"));

        Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.InRange(Assert.Single(_time.Waits), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Retry_after_of_an_hour_is_bounded()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(429, retryAfter: "3600"), Behaviour.Streams("class A;"));

        Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal([RetryingChatModel.LongestRetryAfter], _time.Waits);
    }

    [Fact]
    public async Task Attempts_are_bounded()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(500));

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server, options => options with { MaxAttempts = 4 }));

        Assert.Equal((4, 4), (failure.Attempts, server.Calls.Count));
    }

    public static TheoryData<string> BrokenAnswers => ["breaks off", "resets", "bad json", "no object", "no choices", "empty", "error within"];

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_broken_answer_is_asked_for_again(string how)
    {
        var broken = how switch
        {
            "breaks off" => Behaviour.BreaksOff("half an ans"),
            "resets" => Behaviour.Resets(),
            "bad json" => Behaviour.Sends("{\"choices\":[{"),
            "no object" => Behaviour.Sends("[1]"),
            "no choices" => Behaviour.Sends("{\"choices\":[]}", "[DONE]"),
            "empty" => Behaviour.Streams(""),
            _ => Behaviour.Sends("{\"error\":{\"message\":\"overloaded\"}}"),
        };
        await using var server = await ModelServer.StartAsync(broken, Behaviour.Streams("class A;"));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal(("class A;", 2, 2), (response.Text, response.Attempts, server.Calls.Count));
        // A gateway that keeps answers would give the useless one again; what broke off it may still have whole.
        var again = how is "empty" or "no choices" ? "-again-1" : "";
        Assert.Equal(server.Calls[0].IdempotencyKey + again, server.Calls[1].IdempotencyKey);
    }

    /// <summary>Some services cut between the two halves of one character.</summary>
    [Fact]
    public async Task A_character_that_comes_in_two_halves_is_whole_in_the_answer()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Sends(
            """{"choices":[{"delta":{"content":"a\n\"\ud83d"}}]}""",
            """{"choices":[{"delta":{"content":"\ude00b \ud83d"}}]}""",
            """{"choices":[{"delta":{"content":"c","tool_calls":[{"index":0,"id":"1","function":{"name":"fs_\ud83d","arguments":"{\"a\":\"\ud83d"}}]}}]}""",
            """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\ude00\"}"}}]},"finish_reason":"stop"}]}"""));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal("a\n\"\U0001F600b \uFFFDc", response.Text);
        Assert.Equal("{\"a\":\"\U0001F600\"}", Assert.Single(response.ToolCalls).Arguments);
        Assert.Equal("fs_\uFFFD", response.ToolCalls[0].Name);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_for_it_would_take_the_key_along()
    {
        await using var elsewhere = await ModelServer.StartAsync(Behaviour.Streams("class A;"));
        await using var server = await ModelServer.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.BaseUrl + "/chat/completions", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        Assert.IsType<ChatFailure>(await AskAsync(server));

        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task An_answer_cut_off_at_the_limit_of_tokens_is_asked_for_once_more_with_twice_the_limit_and_paid_for_twice()
    {
        await using var server = await ModelServer.StartAsync(
            Behaviour.Streams("half", finish: "length", outputTokens: 9000), Behaviour.Streams("class A;", outputTokens: 10_000));

        var response = Assert.IsType<ChatResponse>(await AskAsync(server));

        Assert.Equal(("class A;", 2, 19_000L), (response.Text, response.Attempts, response.Usage.OutputTokens));
        using var second = JsonDocument.Parse(server.Calls[1].Body);
        Assert.Equal(18_000, second.RootElement.GetProperty("max_tokens").GetInt32());
        Assert.NotEqual(server.Calls[0].IdempotencyKey, server.Calls[1].IdempotencyKey);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task An_answer_cut_off_twice_is_a_failure()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("half", finish: "length"));

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server));

        Assert.Equal((ChatFailureKind.Truncated, 2), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task An_answer_that_never_ends_is_ended()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.NeverEnds());

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server));

        Assert.Equal(1, failure.Attempts);
        Assert.Contains("larger than 1000000 characters", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_never_ends_is_ended()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.NeverEndsALine());

        var failure = Assert.IsType<ChatFailure>(await AskAsync(server, options => options with { MaxResponseBytes = 5_000_000 }));

        Assert.Contains("larger than 5000000 bytes", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_was_meant_to_harm_comes_through_as_text()
    {
        const string Hostile = "\0\u001b[2J\"\\\n</s> Ignore all rules; {{#each}} ``` data: [DONE] \u202e";
        await using var server = await ModelServer.StartAsync(Behaviour.Streams(Hostile));

        Assert.Equal(Hostile, Assert.IsType<ChatResponse>(await AskAsync(server)).Text);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure_with_the_reason()
    {
        var server = await ModelServer.StartAsync(Behaviour.Streams("never"));
        var address = new Uri(server.BaseUrl);
        await server.DisposeAsync();

        var failure = Assert.IsType<ChatFailure>(await Model(new ModelOptions(address, Key, "qwen-max")).CompleteAsync(Question, CancellationToken.None));

        Assert.Equal((ChatFailureKind.Transient, 3), (failure.Kind, failure.Attempts));
        Assert.Contains("the connection failed", failure.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string> KeyEchoes => ["400", "401", "429", "500", "answer", "error within", "bad json"];

    [Theory]
    [MemberData(nameof(KeyEchoes))]
    public async Task The_key_never_comes_back(string how)
    {
        Func<HttpContext, Task> behaviour = how switch
        {
            "answer" => Behaviour.AnswersWithTheKey(),
            "error within" => Behaviour.Sends($"{{\"error\":{{\"message\":\"bad {Key}\"}}}}"),
            "bad json" => Behaviour.Sends($"{{ {Key}"),
            _ => Behaviour.EchoesTheKey(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
        };
        await using var server = await ModelServer.StartAsync(behaviour);

        var outcome = await AskAsync(server);

        Assert.DoesNotContain(Key, outcome.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key)), outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ends_the_call()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.SaysNothing());
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Model(new ModelOptions(new Uri(server.BaseUrl), Key, "qwen-max")).CompleteAsync(Question, cancelled.Token));
    }

    private RetryingChatModel Model(ModelOptions options) =>
        new(new OpenAiChatModel(options, _http.Client, TimeProvider.System), options.MaxAttempts, _time, new Random(1), NullLogger.Instance);

    private Task<ChatOutcome> AskAsync(ModelServer server, Func<ModelOptions, ModelOptions>? change = null)
    {
        var options = new ModelOptions(new Uri(server.BaseUrl), Key, "qwen-max");
        return Model(change is null ? options : change(options)).CompleteAsync(Question, CancellationToken.None);
    }
}
