using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Approvals;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Forks;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Forks;
using Workflows.Domain.Gates;
using Workflows.Domain.Orchestration;
using Workflows.Engine;
using Workflows.Http.Access;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Hosting;
using Workflows.Http.Management;
using Workflows.Http.Product;
using Workflows.Http.Tests.Gates;
using Workflows.Http.Tests.Reverts;
using Workflows.Http.Tests.Tasks;

namespace Workflows.Http.Tests;

/// <summary>The API on a real Kestrel over a real engine and a real folder of artifacts.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    public const string Instances = "/runtime/webhooks/durabletask/instances";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "workflows-http-" + Guid.NewGuid().ToString("N"));
    private readonly ApiDoor? _door;
    private EmbeddedEngine _engine = null!;
    private TaskRegistry _registry = null!;
    private ServiceProvider _services = null!;
    private WebApplication _app = null!;

    /// <summary>A host without keys.</summary>
    public ApiFixture()
    {
    }

    /// <summary>A host that lets in whom its door lets in.</summary>
    internal ApiFixture(ApiDoor door) => _door = door;

    internal static HttpApiOptions Options { get; } = new()
    {
        BodyTimeout = TimeSpan.FromSeconds(1),
        MaxResults = 1,
        ForkModels = new(["shared-model"]),
        MaxDecisionWait = TimeSpan.FromSeconds(30),
    };

    internal static WebhookSecrets Secrets { get; } = new("the-secret-of-gates", "the-secret-of-github");

    /// <summary>The clock of links and webhooks.</summary>
    internal MovableClock Clock { get; } = new();

    internal IGateLinks Links => _services.GetRequiredService<IGateLinks>();

    internal OrchestrationClient Engine => _engine.Client;

    public HttpClient Client { get; private set; } = null!;

    public WorkflowsApi Api { get; private set; } = null!;

    public int Port => Client.BaseAddress!.Port;

    internal ScriptedActivities Activities { get; private set; } = null!;

    internal ScriptedAgent Agent { get; } = new();

    internal ScriptedRepository Repository { get; private set; } = null!;
    internal IBudgets Budgets => _services.GetRequiredService<IBudgets>();

    internal IForkOverlays Forks => _services.GetRequiredService<IForkOverlays>();

    internal IAuditLog Audit => _services.GetRequiredService<IAuditLog>();

    public IArtifactStore Artifacts => _services.GetRequiredService<IArtifactStore>();

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Artifacts:Folder"] = Path.Combine(_folder, "artifacts"), ["Approvals:KeyFolder"] = Path.Combine(_folder, "keys"), ["Audit:Folder"] = Path.Combine(_folder, "audit"), ["Budgets:Folder"] = Path.Combine(_folder, "budgets") }).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddArtifacts(configuration).AddApprovals(configuration).AddAudit(configuration).AddBudgets(configuration).AddForks().BuildServiceProvider();
        var artifacts = _services.GetRequiredService<IArtifactStore>();
        Activities = new ScriptedActivities(artifacts);
        var registry = TestOrchestrators.Register(new TaskRegistry());
        Activities.Register(registry);
        ScriptedTask.Register(registry);
        Agent.Register(registry);
        RecordingGateActivities.Register(registry, _services);
        Repository = ScriptedRepository.Register(registry);
        _engine = await EmbeddedEngine.StartAsync(new TaskHubOptions { Path = Path.Combine(_folder, "hub.db") }, registry, NullLoggerFactory.Instance);
        _registry = registry;
        Api = WithOptions(Options);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton(Api);
        _app = builder.Build();
        _app.UseWorkflows();
        _app.UseRouting();
        _app.MapWorkflows();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The API over the same engine and artifacts with other limits; nothing serves it.</summary>
    internal WorkflowsApi WithOptions(HttpApiOptions options) => new(
        _engine.Client, new OwnInstanceLinks(), _registry, Artifacts, options, new HostDescription("host-1", "1.2.3", _engine.StoreVersion, CancellationToken.None),
        new ChosenIds(), new GateChannels(Links, Secrets), Clock, NullLogger<WorkflowsApi>.Instance, _door, Budgets, Forks);

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    /// <summary>Starts an instance and gives its links.</summary>
    public async Task<JsonElement> StartAsync(string orchestrator, string? id = null, string input = "\"x\"")
    {
        using var response = await Client.PostAsync($"/api/orchestrators/{orchestrator}{(id is null ? "" : "/" + Uri.EscapeDataString(id))}", Json(input));
        Assert.Equal(202, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The status once it is the wanted one.</summary>
    public async Task<JsonElement> UntilAsync(string statusUri, string runtimeStatus)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var response = await Client.GetAsync(statusUri, patience.Token);
            var status = await response.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
            if (status.GetProperty("runtimeStatus").GetString() == runtimeStatus)
            {
                return status;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Asserts problem details with a status and words in the detail.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, params string[] words)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"expected {status}, was {(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.All(words, word => Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
        return problem;
    }
}
