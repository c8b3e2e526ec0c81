using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Execution;
using Workflows.Activities.Hosting;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Engine;
using Workflows.Http;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Hosting;
using Workflows.Http.Management;
using Workflows.Http.Product;
using Workflows.Local.Connections;
using Workflows.Local.Hosting;

namespace Workflows.Local.Tests;

/// <summary>A serving host with every real capability, under a policy that no laptop has.</summary>
internal sealed class RefusingHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly EmbeddedEngine _engine;
    private readonly ChosenIds _chosen;
    private readonly WebApplication _app;

    private RefusingHost(ServiceProvider services, EmbeddedEngine engine, ChosenIds chosen, WebApplication app) =>
        (_services, _engine, _chosen, _app) = (services, engine, chosen, app);

    public string Url => _app.Urls.First();

    /// <summary>Serves a data folder, where commands find it.</summary>
    public static async Task<RefusingHost> StartAsync(string dataFolder, IsolationPolicy policy)
    {
        Directory.CreateDirectory(dataFolder);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Artifacts:Folder"] = Path.Combine(dataFolder, "artifacts"), ["Approvals:KeyFolder"] = Path.Combine(dataFolder, "keys") }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(policy).AddCapabilities(configuration).BuildServiceProvider();
        var registry = WorkflowRegistry.Create(services);
        var engine = await EmbeddedEngine.StartAsync(new TaskHubOptions { Path = Path.Combine(dataFolder, "hub.db") }, registry, NullLoggerFactory.Instance);
        var chosen = new ChosenIds();
        var api = new WorkflowsApi(
            engine.Client, new OwnInstanceLinks(), registry, services.GetRequiredService<IArtifactStore>(), new HttpApiOptions(),
            new HostDescription("refusing", "1.0.0", engine.StoreVersion, CancellationToken.None), chosen,
            new GateChannels(services.GetRequiredService<IGateLinks>(), new WebhookSecrets(null, null)), TimeProvider.System, NullLogger<WorkflowsApi>.Instance);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton(api);
        var app = builder.Build();
        app.UseWorkflows();
        app.UseRouting();
        app.MapWorkflows();
        await app.StartAsync();
        var host = new RefusingHost(services, engine, chosen, app);
        new HostAddress(host.Url, "refusing", Environment.ProcessId).Publish(dataFolder);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
        _chosen.Dispose();
        await _services.DisposeAsync();
    }
}
