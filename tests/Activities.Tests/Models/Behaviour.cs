using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Workflows.Activities.Tests.Models;

/// <summary>What a <see cref="ModelServer"/> can do to a call.</summary>
internal static class Behaviour
{
    public static Func<HttpContext, Task> Streams(string text, string finish = "stop", int inputTokens = 10, int outputTokens = 20) => async context =>
    {
        foreach (var part in text.Chunk(7))
        {
            await SendAsync(context, Chunk(new string(part)));
        }

        await SendAsync(context, $$"""{"model":"test-model-1","choices":[{"index":0,"delta":{},"finish_reason":"{{finish}}"}]}""");
        await SendAsync(context, $$$"""{"model":"test-model-1","choices":[],"usage":{"prompt_tokens":{{{inputTokens}}},"completion_tokens":{{{outputTokens}}}}}""");
        await SendAsync(context, "[DONE]");
    };

    /// <summary>Streams tool calls, the arguments in pieces, as services do.</summary>
    public static Func<HttpContext, Task> CallsTools(string text, params (string Tool, string Arguments)[] calls) => async context =>
    {
        await SendAsync(context, Chunk(text));
        for (var index = 0; index < calls.Length; index++)
        {
            await SendAsync(context, $$$"""{"model":"test-model-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":{{{index}}},"id":"call_{{{index}}}","type":"function","function":{"name":{{{JsonSerializer.Serialize(calls[index].Tool)}}},"arguments":""}}]}}]}""");
            foreach (var part in calls[index].Arguments.Chunk(5))
            {
                await SendAsync(context, $$$"""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":{{{index}}},"function":{"arguments":{{{JsonSerializer.Serialize(new string(part))}}}}}]}}]}""");
            }
        }

        await SendAsync(context, """{"model":"test-model-1","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":20}}""");
        await SendAsync(context, "[DONE]");
    };

    public static Func<HttpContext, Task> StreamsSlowly(string text, TimeSpan pause) => async context =>
    {
        foreach (var part in text.Chunk(2))
        {
            await SendAsync(context, Chunk(new string(part)));
            await Task.Delay(pause, context.RequestAborted);
        }

        await SendAsync(context, """{"choices":[{"delta":{},"finish_reason":"stop"}]}""");
    };

    public static Func<HttpContext, Task> AnswersWhole(string text) => context =>
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync($$$"""{"model":"whole","choices":[{"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""");
    };

    public static Func<HttpContext, Task> Refuses(int status, string body = "{\"error\":{\"message\":\"no\"}}", string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> EchoesTheKey(int status) => context =>
        Refuses(status, $"wrong header: {context.Request.Headers.Authorization}, {Convert.ToBase64String(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()["Bearer ".Length..]))}")(context);

    public static Func<HttpContext, Task> AnswersWithTheKey() => context =>
        Streams($"Here it is: {context.Request.Headers.Authorization}\n```csharp\nclass A;\n```")(context);

    public static Func<HttpContext, Task> BreaksOff(string text) => context => SendAsync(context, Chunk(text));

    public static Func<HttpContext, Task> Resets() => async context =>
    {
        await SendAsync(context, Chunk("half"));
        context.Abort();
    };

    public static Func<HttpContext, Task> Sends(params string[] data) => async context =>
    {
        foreach (var item in data)
        {
            await SendAsync(context, item);
        }
    };

    public static Func<HttpContext, Task> SaysNothing() => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    public static Func<HttpContext, Task> NeverEnds() => async context =>
    {
        var chunk = Chunk(new string('x', 64 * 1024));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await SendAsync(context, chunk);
        }
    };

    public static Func<HttpContext, Task> NeverEndsALine() => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        var noise = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(noise, context.RequestAborted);
        }
    };

    private static string Chunk(string text) => $$$"""{"model":"test-model-1","choices":[{"index":0,"delta":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}},"finish_reason":null}]}""";

    private static async Task SendAsync(HttpContext context, string data)
    {
        context.Response.ContentType ??= "text/event-stream";
        await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
