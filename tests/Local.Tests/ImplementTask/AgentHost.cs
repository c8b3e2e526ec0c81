using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Local.Tests.ImplementTask;

/// <summary>A serving host whose models are an <see cref="AgentServer"/>.</summary>
internal sealed class AgentHost(string folder, string modelUrl, params (string Name, string Value)[] settings) : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private WorkflowsProcess? _process;
    private string _url = "";

    public async Task StartAsync()
    {
        var all = new Dictionary<string, string>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "test-key-that-nobody-may-see",
            ["LLM_BASE_URL"] = modelUrl,
            ["LLM_MODEL"] = "test-model",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        _process = WorkflowsProcess.Start(folder, all, "serve", "--urls", "http://127.0.0.1:0", "--json");
        _url = (await _process.AnnouncementAsync()).GetProperty("url").GetString()!;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    public async Task<string> ImplementAsync(string task, string testCommand, int maxRounds, CancellationToken cancellationToken)
    {
        using var accepted = await _http.PostAsJsonAsync(
            $"{_url}v1/implement", new { folder = task, commit = "auto", testCommand, maxRounds }, cancellationToken);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(cancellationToken));
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("runId").GetString()!;
    }

    /// <summary>Posts what starts a run, and tells which.</summary>
    public async Task<string> PostAsync(string path, object? body, CancellationToken cancellationToken)
    {
        using var accepted = body is null ? await _http.PostAsync(_url + path, null, cancellationToken) : await _http.PostAsJsonAsync(_url + path, body, cancellationToken);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync(cancellationToken));
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("runId").GetString()!;
    }

    /// <summary>The run once it is over.</summary>
    public async Task<JsonElement> EndOfAsync(string runId, CancellationToken cancellationToken)
    {
        var run = await _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}", cancellationToken);
        while (!IsOver(run))
        {
            var seen = Uri.EscapeDataString(run.GetProperty("lastUpdatedAt").GetString()!);
            run = await _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}?waitSeconds=5&changedSince={seen}", cancellationToken);
        }

        return run;
    }

    /// <summary>The run once it is at a stage.</summary>
    public async Task<JsonElement> AtAsync(string runId, string stage, CancellationToken cancellationToken)
    {
        var run = await _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}", cancellationToken);
        while (run.GetProperty("stage").GetString() != stage)
        {
            Assert.False(IsOver(run), run.GetRawText());
            var seen = Uri.EscapeDataString(run.GetProperty("lastUpdatedAt").GetString()!);
            run = await _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}?waitSeconds=5&changedSince={seen}", cancellationToken);
        }

        return run;
    }

    public Task<JsonElement> TimelineAsync(string runId, CancellationToken cancellationToken) =>
        _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}/timeline", cancellationToken);

    public async Task<bool> IsOverAsync(string runId, CancellationToken cancellationToken) =>
        IsOver(await _http.GetFromJsonAsync<JsonElement>($"{_url}v1/runs/{runId}", cancellationToken));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private static bool IsOver(JsonElement run) => run.GetProperty("status").GetString() is "finished" or "failed" or "terminated";
}
