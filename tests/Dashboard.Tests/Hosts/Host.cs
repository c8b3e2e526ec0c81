using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Local.Tests;

namespace Workflows.Dashboard.Tests.Hosts;

/// <summary>A serving host: the executable as a process, with a data folder of its own.</summary>
public sealed class Host : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly WorkflowsProcess _process;

    private Host(TempFolder folder, WorkflowsProcess process, Uri url)
    {
        (_folder, _process, Url) = (folder, process, url);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Url { get; }

    public string Folder => _folder.Path;

    public string DataFolder => Path.Combine(_folder.Path, ".workflows");

    public HttpClient Http { get; }

    internal static async Task<Host> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = new TempFolder();
        var process = WorkflowsProcess.Start(folder.Path, settings ?? new Dictionary<string, string>(), "serve", "--urls", "http://127.0.0.1:0", "--json");
        return new Host(folder, process, new Uri((await process.AnnouncementAsync()).GetProperty("url").GetString()!));
    }

    internal async Task<JsonElement> GetAsync(string route) => await Http.GetFromJsonAsync<JsonElement>(route);

    /// <summary>Starts a run with a document, and gives its id.</summary>
    internal async Task<string> GenerateAsync(string document, string query)
    {
        using var body = new StringContent(document, System.Text.Encoding.UTF8, "application/json");
        using var accepted = await Http.PostAsync("v1/generate?" + query, body);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
    }

    /// <summary>Waits until a run shows what is asked for.</summary>
    internal async Task<JsonElement> UntilAsync(string runId, Func<JsonElement, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        string? seen = null;
        while (true)
        {
            var run = await Http.GetFromJsonAsync<JsonElement>($"v1/runs/{Uri.EscapeDataString(runId)}?waitSeconds=5{(seen is null ? "" : "&changedSince=" + Uri.EscapeDataString(seen))}", patience.Token);
            if (condition(run))
            {
                return run;
            }

            seen = run.GetProperty("lastUpdatedAt").GetString();
        }
    }

    internal static string Example(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "openapi", name));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
