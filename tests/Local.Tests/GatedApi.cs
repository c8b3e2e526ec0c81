using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Local.Tests;

/// <summary>An API under test that answers once it is let, and tells when it was asked.</summary>
internal sealed class GatedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatedApi(WebApplication app) => _app = app;

    /// <summary>Completes with the first request.</summary>
    public Task Asked => _asked.Task;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    public static async Task<GatedApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var api = new GatedApi(builder.Build());
        api._app.Run(async context =>
        {
            api._asked.TrySetResult();
            await api._gate.Task.WaitAsync(context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"status":"ok"}""");
        });
        await api._app.StartAsync();
        return api;
    }

    public void Open() => _gate.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Open();
        return _app.DisposeAsync();
    }
}
