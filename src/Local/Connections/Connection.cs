using System.Net.Http.Headers;
using Workflows.Http.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Hosting;
using Workflows.Local.Hosting;

namespace Workflows.Local.Connections;

/// <summary>What commands talk to: the serving host, or a host of their own in this process. Both speak the same API.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly WorkflowHost? _host;
    private readonly IAsyncDisposable? _beside;

    private Connection(HttpClient http, WorkflowHost? host, string dataFolder, IAsyncDisposable? beside = null)
    {
        _beside = beside;
        _http = http;
        _host = host;
        DataFolder = dataFolder;
        Client = new WorkflowsApiClient(http);
    }

    public WorkflowsApiClient Client { get; }

    public string DataFolder { get; }

    /// <summary>Whether another process runs the workflows, so that they go on when this command has ended.</summary>
    public bool IsServer => _host is null;

    /// <summary>The address of the serving host.</summary>
    public Uri? Url => IsServer ? _http.BaseAddress : null;

    public static Connection ToServer(Uri url, string dataFolder) =>
        // The proxy of the environment cannot reach this machine's own loopback. A wait for a change may take its time.
        new(new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2) })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(100),
        }, null, dataFolder);

    /// <summary>A host of its own. With a key it shows what the key does; without one this is its owner, who may do everything.</summary>
    /// <param name="host">The host.</param>
    /// <param name="beside">What its runs need beside it, for as long as it lives.</param>
    public static Connection ToOwnHost(WorkflowHost host, IAsyncDisposable? beside = null)
    {
        var connection = new Connection(
            new HttpClient(new InProcessHandler(host.Api)) { BaseAddress = InProcessHandler.BaseUrl, Timeout = Timeout.InfiniteTimeSpan }, host, host.Settings.DataFolder, beside);
        connection.Show(host.Settings.Key);
        return connection;
    }

    /// <summary>Shows this key, or the token of a serving host, from now on.</summary>
    public void Show(string? key)
    {
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>The run without addresses that nobody serves.</summary>
    public Run Reachable(Run run) => IsServer ? run : run with { Url = null, Artifacts = Reachable(run.Artifacts), Delivery = run.Delivery is { } delivery ? delivery with { RevertUrl = null } : null, Task = Reachable(run.Task) };

    /// <summary>The runs without addresses that nobody serves.</summary>
    public IReadOnlyList<RunSummary> Reachable(IReadOnlyList<RunSummary> runs) => IsServer ? runs : [.. runs.Select(run => run with { Url = null })];

    /// <summary>The timeline without an address that nobody serves.</summary>
    public RunTimeline Reachable(RunTimeline timeline) =>
        IsServer || timeline.WaitingFor is null ? timeline : timeline with { WaitingFor = timeline.WaitingFor with { Url = null } };

    /// <summary>The artifacts without addresses that nobody serves.</summary>
    public IReadOnlyList<RunArtifact> Reachable(IReadOnlyList<RunArtifact> artifacts) =>
        IsServer ? artifacts : [.. artifacts.Select(artifact => artifact with { Url = null })];

    private RunTask? Reachable(RunTask? task) => task is null ? null : task with
    {
        Plan = Reachable(task.Plan),
        Reports = Reachable(task.Reports),
        Rounds = [.. task.Rounds.Select(round => round with
        {
            Patch = Reachable(round.Patch),
            RedFlags = Reachable(round.RedFlags),
            Tests = round.Tests is { } tests ? tests with { Output = Reachable(tests.Output) } : null,
        })],
    };

    private static RunArtifact? Reachable(RunArtifact? artifact) => artifact is null ? null : artifact with { Url = null };

    /// <summary>The gates without addresses that nobody serves.</summary>
    public IReadOnlyList<GateSummary> Reachable(IReadOnlyList<GateSummary> gates) => IsServer ? gates : [.. gates.Select(gate => gate with { Url = null })];

    /// <summary>The gate without addresses that nobody serves.</summary>
    public GateDetails Reachable(GateDetails gate) => IsServer ? gate : gate with
    {
        Gate = gate.Gate with { Url = null },
        RunUrl = null,
        Artifacts = [.. gate.Artifacts.Select(item => item with { Artifact = item.Artifact with { Url = null } })],
    };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_beside is not null)
        {
            await _beside.DisposeAsync();
        }
    }
}
