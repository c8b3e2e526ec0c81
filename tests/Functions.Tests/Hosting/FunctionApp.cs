using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Engine;
using Workflows.Engine.Tests.Contract;
using Workflows.Engine.Tests.Embedded;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.Fakes;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>
/// The whole app, put together as Program.cs does it, with everything real but the host around it: its functions run on the embedded
/// engine through the fakes, and its HTTP functions on a web server.
/// </summary>
internal sealed class FunctionApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly IHost _host;
    private readonly EmbeddedEngine _engine;
    private readonly WebApplication _server;

    private FunctionApp(TemporaryFolder folder, IHost host, EmbeddedEngine engine, WebApplication server)
    {
        (_folder, _host, _engine, _server) = (folder, host, engine, server);
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(server.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>The engine's own view of the runs, not the app's.</summary>
    public Domain.Client.OrchestrationClient Engine => _engine.Client;

    public static async Task<FunctionApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            settings.Append(("Artifacts:Folder", folder.File("artifacts"))).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2));
        builder.AddWorkflows();
        var host = builder.Build();
        await host.StartAsync();
        var functions = new AppFunctions(host.Services);
        var engine = await EmbeddedEngine.StartAsync(
            new TaskHubOptions { Path = folder.File("hub.db"), Converter = TestJson.Converter, MaxCachedInstances = 0 },
            functions.Registry(), NullLoggerFactory.Instance);
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        web.Services.AddRoutingCore();
        var server = web.Build();
        server.UseRouting();
        server.MapFunctions(host.Services, new FakeDurableTaskClient(engine.Client, functions.Serializer));
        await server.StartAsync();
        return new FunctionApp(folder, host, engine, server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}
