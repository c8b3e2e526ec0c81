using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Tests.Execution;

/// <summary>An API to run generated tests against, on a port of its own.</summary>
internal sealed class SmallApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallApi(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<SmallApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/ping", () => "pong");
        app.MapGet("/target", (HttpContext context) => context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget);
        app.MapGet("/connection", (HttpContext context) => context.Connection.Id);
        app.MapPost("/length", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            return $"{body.Length} {context.Request.Headers.TransferEncoding}";
        });
        await app.StartAsync();
        return new SmallApi(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
