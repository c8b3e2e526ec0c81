using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tests.Models;

/// <summary>A real server on a free port that speaks OpenAI's chat protocol as a test tells it: one behaviour per call, the last for all further ones.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Queue<Func<HttpContext, Task>> _behaviours;
    private readonly List<ModelCall> _calls = [];
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ModelServer(WebApplication app, Func<HttpContext, Task>[] behaviours) => (_app, _behaviours) = (app, new Queue<Func<HttpContext, Task>>(behaviours));

    public string BaseUrl => _app.Urls.First() + "/v1";

    /// <summary>What it answers to who asks for its models.</summary>
    public int ProbeStatus { get; set; } = 200;

    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public static async Task<ModelServer> StartAsync(params Func<HttpContext, Task>[] behaviours)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new ModelServer(app, behaviours);
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        app.MapGet("/v1/models", context =>
        {
            context.Response.StatusCode = server.ProbeStatus;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>Completes with the first call.</summary>
    public Task WaitForCallAsync() => _called.Task;

    public async ValueTask DisposeAsync()
    {
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        await _app.StopAsync(impatient.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Func<HttpContext, Task> behaviour;
        lock (_calls)
        {
            _calls.Add(new ModelCall(body, context.Request.Headers.Authorization.ToString(), context.Request.Headers["Idempotency-Key"].ToString()));
            behaviour = _behaviours.Count > 1 ? _behaviours.Dequeue() : _behaviours.Peek();
        }

        _called.TrySetResult();
        await behaviour(context);
    }
}
