using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A service that speaks OpenAI's chat protocol with tools; what it says is up to a script. It counts who asked what.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Func<AgentQuestion, AgentReply> _script;
    private readonly Lock _gate = new();
    private int _requests;
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AgentServer(WebApplication app, Func<AgentQuestion, AgentReply> script) => (_app, _script) = (app, script);

    /// <summary>The keys that each conversation was asked under, with how often.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<string, int>> Conversations { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, in the order of the requests.</summary>
    public ConcurrentQueue<AgentQuestion> Questions { get; } = [];

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/v1";

    public static async Task<AgentServer> StartAsync(Func<AgentQuestion, AgentReply> script)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new AgentServer(builder.Build(), script);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public int Requests
    {
        get
        {
            lock (_gate)
            {
                return _requests;
            }
        }
    }

    /// <summary>Waits until so many requests have come in all.</summary>
    public async Task WaitForRequestsAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_requests >= count)
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
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            // A probe.
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"object":"list","data":[]}""");
            return;
        }

        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var messages = body["messages"]!.AsArray();
        var conversation = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messages.ToJsonString())));
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var question = AgentQuestion.Of(messages, key);
        Questions.Enqueue(question);
        Conversations.GetOrAdd(conversation, _ => new ConcurrentDictionary<string, int>()).AddOrUpdate(key, 1, (_, count) => count + 1);
        var reply = _script(question);
        lock (_gate)
        {
            _requests++;
            var asked = _asked;
            _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            asked.TrySetResult();
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.ToJson().ToJsonString());
    }
}
