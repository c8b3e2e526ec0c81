using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Http.Hosting;

namespace Workflows.Local.Hosting;

/// <summary>Serves the API of a host over HTTP.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const int RoomForHeaders = 1024 * 1024;

    private readonly WebApplication _app;

    private ApiServer(WebApplication app, Uri url) => (_app, Url) = (app, url);

    /// <summary>Where it answers, with the port that it got.</summary>
    public Uri Url { get; }

    /// <exception cref="CliException">The address cannot be had.</exception>
    public static async Task<ApiServer> StartAsync(WorkflowHost host, Uri url, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The handlers have limits of their own, with better words; this one stops what they would never read.
            kestrel.Limits.MaxRequestBodySize = host.Api.Options.MaxDocumentBytes + RoomForHeaders;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, ExternalLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(host.Api);
        var app = builder.Build();
        app.UseWorkflows();
        app.UseRouting();
        app.MapWorkflows();
        try
        {
            await app.StartAsync(cancellationToken);
            var server = new ApiServer(app, ListenAddress.Reachable(new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First())));
            host.ListensAt(server.Url);
            return server;
        }
        catch (Exception exception)
        {
            await app.DisposeAsync();
            if (exception is IOException { InnerException: AddressInUseException } or SocketException or IOException)
            {
                throw new CliException(ExitCode.Unavailable, $"Cannot listen at {url}: {exception.Message}", "Choose another port with --urls http://127.0.0.1:PORT (0 takes a free one).", exception);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
