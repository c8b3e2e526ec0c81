using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Local.Tests.Budgets;

/// <summary>
/// A model service that bills as real ones do: every request that it begins to answer, for its prompt and an answer of up to its limit, whatever
/// becomes of the one who asked. It answers whole, breaks off, or refuses and bills nothing, by chance.
/// </summary>
internal sealed class BillingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Random _chance;
    private readonly Lock _book = new();
    private bool _failed;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BillingServer(WebApplication app, int seed) => (_app, _chance) = (app, new Random(seed));

    /// <summary>Tokens that were billed.</summary>
    public long Tokens { get; private set; }

    /// <summary>US dollars that were billed: one for a million tokens of prompts, ten for a million of answers.</summary>
    public decimal Usd { get; private set; }

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>What the caller may spend; more than that is noted in <see cref="Overdrawn"/> the moment it is billed.</summary>
    public (long Tokens, decimal Usd) Allowed { get; private set; }

    public List<string> Overdrawn { get; } = [];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/v1";

    public static async Task<BillingServer> StartAsync(int seed)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new BillingServer(builder.Build(), seed);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Lets the caller spend more.</summary>
    public void Allow(long tokens, decimal usd)
    {
        lock (_book)
        {
            Allowed = (Allowed.Tokens + tokens, Allowed.Usd + usd);
        }
    }

    /// <summary>Waits until so many requests have come in all.</summary>
    public async Task WaitForRequestsAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_book)
            {
                if (Requests >= count)
                {
                    return;
                }

                next = _asked.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var question = (await JsonNode.ParseAsync(context.Request.Body))!;
        var prompt = Encoding.UTF8.GetByteCount(question["messages"]![0]!["content"]!.GetValue<string>());
        var limit = question["max_tokens"]?.GetValue<int>();
        var (end, input, output) = Bill(prompt, limit);
        if (end == "refuse")
        {
            context.Response.StatusCode = 503;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, new JsonObject { ["model"] = "test-model", ["choices"] = Choice(ModelServer.Code[..100], null) });
        if (end == "break")
        {
            context.Abort();
            return;
        }

        await SendAsync(context, new JsonObject { ["model"] = "test-model", ["choices"] = Choice(ModelServer.Code[100..], "stop") });
        await SendAsync(context, new JsonObject { ["choices"] = new JsonArray(), ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output } });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    private (string End, int Input, int Output) Bill(int prompt, int? limit)
    {
        lock (_book)
        {
            var chance = _chance.Next(100);
            // Never twice in a row, so that a top-up of a few calls always helps somebody.
            var end = _failed ? "answer" : chance < 10 ? "refuse" : chance < 25 ? "break" : "answer";
            _failed = end != "answer";
            var input = _chance.Next(prompt / 2, prompt + 1);
            var output = _chance.Next(1, (limit ?? 0) + 1);
            if (end == "break")
            {
                (input, output) = (prompt, limit ?? 0);
            }

            if (limit is null)
            {
                Overdrawn.Add($"request {Requests} has no limit of its answer");
            }

            if (end != "refuse")
            {
                Tokens += input + output;
                Usd += (input + (10m * output)) / 1_000_000m;
            }

            if (Tokens > Allowed.Tokens || Usd > Allowed.Usd)
            {
                Overdrawn.Add($"request {Requests}: {Tokens} of {Allowed.Tokens} tokens, {Usd} of {Allowed.Usd} usd");
            }

            Requests++;
            var asked = _asked;
            _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            asked.TrySetResult();
            return (end, input, output);
        }
    }

    private static JsonArray Choice(string content, string? finish) =>
        new(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["content"] = content }, ["finish_reason"] = finish });

    private static async Task SendAsync(HttpContext context, JsonObject chunk)
    {
        await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
        await context.Response.Body.FlushAsync();
    }
}
