using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Engine;
using Workflows.Http;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Hosting;
using Workflows.Http.Management;
using Workflows.Http.Product;

namespace Workflows.Benchmarks;

/// <summary>The HTTP surface over an engine, asked in process or served.</summary>
internal sealed class ViewHost(EmbeddedEngine engine)
{
    private readonly WorkflowsApi _api = new(
        engine.Client, new OwnInstanceLinks(), new TaskRegistry(), new NoArtifacts(), new HttpApiOptions(),
        new HostDescription("benchmark", "0", engine.StoreVersion, CancellationToken.None), new ChosenIds(), new GateChannels(new NoLinks(), new WebhookSecrets(null, null)),
        TimeProvider.System, NullLogger<WorkflowsApi>.Instance);

    /// <summary>Answers a GET as the server does, without a socket; the length of the body in bytes.</summary>
    public async Task<int> GetAsync(string path, params (string Name, string Value)[] query)
    {
        var answer = await _api.AnswerAsync(_api.Routes.First(route => route.Method == "GET" && route.Pattern == path), new ApiRequest
        {
            Method = "GET",
            BaseUrl = new Uri("http://127.0.0.1/"),
            Query = query.ToDictionary(part => part.Name, part => new StringValues(part.Value), StringComparer.OrdinalIgnoreCase),
        }, CancellationToken.None);
        return answer.Status == 200 ? answer.Body.Length : throw new InvalidOperationException($"{path} answered {answer.Status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
    }

    /// <summary>Serves it on a free port.</summary>
    public async Task<(WebApplication Server, Uri Url)> ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton(_api);
        var app = builder.Build();
        app.UseWorkflows();
        app.UseRouting();
        app.MapWorkflows();
        await app.StartAsync();
        return (app, new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()));
    }

    private sealed class NoLinks : IGateLinks
    {
        public string Sign(GateLink link) => throw new NotSupportedException();

        public GateLinkReading Read(string token) => throw new NotSupportedException();
    }

    private sealed class NoArtifacts : IArtifactStore
    {
        public string Locate(string runId) => "";

        public Task<ArtifactRef> WriteAsync(string runId, string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<byte[]?> ReadAsync(string runId, string name, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

        public Task<ArtifactRef?> FindAsync(string runId, string name, CancellationToken cancellationToken) => Task.FromResult<ArtifactRef?>(null);

        public Task<IReadOnlyList<ArtifactRef>> ListAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ArtifactRef>>([]);

        public Task DeleteRunAsync(string runId, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
