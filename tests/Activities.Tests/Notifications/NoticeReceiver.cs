using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Activities.Tests.Notifications;

/// <summary>A receiver of notifications that keeps what it gets.</summary>
internal sealed class NoticeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NoticeReceiver(WebApplication app) => _app = app;

    /// <summary>Every request, in its order: header by name, and the body under the empty one.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Received { get; } = new();

    /// <summary>The statuses of the next answers; 200 when there is none left.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Where everybody is sent on to; null for nowhere.</summary>
    public string? RedirectTo { get; set; }

    /// <summary>When the first one came.</summary>
    public Task First => _first.Task;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First() + "/hook";

    public static async Task<NoticeReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new NoticeReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var request = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        request[""] = await reader.ReadToEndAsync();
        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : StatusCodes.Status200OK;
        if (RedirectTo is { } elsewhere)
        {
            context.Response.Redirect(elsewhere, permanent: false, preserveMethod: true);
        }

        Received.Enqueue(request);
        _first.TrySetResult();
    }
}
