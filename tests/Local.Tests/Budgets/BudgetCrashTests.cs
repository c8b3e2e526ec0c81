using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Local.Tests.Budgets;

/// <summary>Real hosts, killed at any moment; a real endpoint that bills; many runs at once.</summary>
public sealed class BudgetCrashTests : IDisposable
{
    private const int Runs = 12;
    private const int Kills = 4;
    private const long FirstTokens = 60_000;
    private const decimal FirstUsd = 1m;

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));

    public void Dispose()
    {
        _http.Dispose();
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whatever_the_concurrency_and_the_crashes_what_is_paid_is_within_the_budget_and_every_run_goes_on_after_a_top_up()
    {
        var chance = new Random(7);
        await using var model = await BillingServer.StartAsync(seed: 5);
        model.Allow(FirstTokens, FirstUsd);
        var settings = new Dictionary<string, string>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "test-key",
            ["LLM_BASE_URL"] = model.Url,
            ["LLM_MODEL"] = "test-model",
            ["LLM_MAX_TOKENS"] = "2000",
            ["LLM_MAX_ATTEMPTS"] = "20",
            ["LLM_PRICE_INPUT_PER_1M"] = "1",
            ["LLM_PRICE_OUTPUT_PER_1M"] = "10",
            ["Budgets:ProjectTokens"] = FirstTokens.ToString(CultureInfo.InvariantCulture),
            ["Budgets:MonthUsd"] = FirstUsd.ToString(CultureInfo.InvariantCulture),
        };

        var host = WorkflowsProcess.Start(_folder.Path, settings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        try
        {
            var url = await UrlAsync(host);
            var runIds = new List<string>();
            for (var run = 0; run < Runs; run++)
            {
                runIds.Add(await StartRunAsync(url));
            }

            for (var kill = 0; kill < Kills; kill++)
            {
                // At once after a request came, a moment later, or when the host waits: the chance of the machine does the rest.
                var requests = model.Requests + chance.Next(1, 3);
                await Task.WhenAny(model.WaitForRequestsAsync(requests, _patience.Token), QuietAsync(url, runIds));
                await host.KillAsync();
                await host.DisposeAsync();
                host = WorkflowsProcess.Start(_folder.Path, settings, "serve", "--urls", "http://127.0.0.1:0", "--json");
                url = await UrlAsync(host);
            }

            var waiting = await QuietAsync(url, runIds);
            Assert.NotEmpty(waiting);
            Assert.Empty(model.Overdrawn);

            // One of them is topped up at its gate; the others wait for the same budget and are not decided on.
            var raises = 0;
            while (waiting.Count > 0)
            {
                model.Allow(30_000, 0.5m);
                if (raises++ == 0)
                {
                    var gate = await GateOfAsync(url, waiting[0]);
                    Assert.Contains("The next call costs at most", gate.GetProperty("status").GetProperty("subject").GetProperty("summary").GetString(), StringComparison.Ordinal);
                    (await CliAsync("reply", waiting[0], "--decision", "raise-budget", "--text", "30000 tokens", "--by", "alice")).Expect(ExitCode.Success);
                }
                else
                {
                    // Some of them may be on their way already: a raise tells every run that has not gone on yet.
                    (await CliAsync("budget", "raise", "30000 tokens", "--scope", "project", "--by", "alice")).Expect(ExitCode.Success);
                }

                waiting = await FewerAsync(url, runIds, waiting.Count);
                Assert.Empty(model.Overdrawn);
            }

            foreach (var runId in runIds)
            {
                var run = await RunAsync(url, runId);
                Assert.Equal(("finished", "checked", "test-model"), (Text(run, "status"), Text(run, "outcome"), Text(run, "model")));
            }

            Assert.Empty(model.Overdrawn);
            var books = (await _http.GetFromJsonAsync<JsonElement>($"{url}v1/budgets", _patience.Token)).GetProperty("budgets").EnumerateArray().Single().GetProperty("total");
            Assert.Equal(0, books.GetProperty("reserved").GetProperty("tokens").GetInt64());
            Assert.InRange(books.GetProperty("spent").GetProperty("tokens").GetInt64(), model.Tokens, model.Allowed.Tokens);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task<string> UrlAsync(WorkflowsProcess host) => (await host.AnnouncementAsync()).GetProperty("url").GetString()!;

    private static string? Text(JsonElement run, string name) => run.GetProperty(name).GetString();

    private async Task<string> StartRunAsync(string url)
    {
        using var document = new StreamContent(File.OpenRead(Path.Combine(Cli.Examples, "ping.json")));
        document.Headers.ContentType = new("application/json");
        using var accepted = await _http.PostAsync($"{url}v1/generate?checkOnly=true", document, _patience.Token);
        return (await accepted.Content.ReadFromJsonAsync<JsonElement>(_patience.Token)).GetProperty("runId").GetString()!;
    }

    /// <summary>Waits until every run has ended or waits at a gate, and gives those that wait.</summary>
    private async Task<List<string>> QuietAsync(string url, List<string> runIds)
    {
        var waiting = new List<string>();
        foreach (var runId in runIds)
        {
            var run = await RunAsync(url, runId);
            while (Text(run, "status") is not ("finished" or "failed" or "terminated") && !await WaitsAsync(url, run))
            {
                run = await ChangedAsync(url, runId, Text(run, "lastUpdatedAt")!);
            }

            if (Text(run, "status") == "running")
            {
                waiting.Add(runId);
            }
        }

        return waiting;
    }

    /// <summary>Waits until fewer wait than before: each top-up has room for some calls.</summary>
    private async Task<List<string>> FewerAsync(string url, List<string> runIds, int before)
    {
        while (true)
        {
            var waiting = await QuietAsync(url, runIds);
            if (waiting.Count < before)
            {
                return waiting;
            }

            // Somebody is about to go on: the next change of any of them is worth another look.
            await ChangedAsync(url, waiting[0], (await RunAsync(url, waiting[0])).GetProperty("lastUpdatedAt").GetString()!);
        }
    }

    private async Task<JsonElement> ChangedAsync(string url, string runId, string seen)
    {
        using var changed = await _http.GetAsync($"{url}v1/runs/{runId}?waitSeconds=1&changedSince={Uri.EscapeDataString(seen)}", _patience.Token);
        return await changed.Content.ReadFromJsonAsync<JsonElement>(_patience.Token);
    }

    private async Task<bool> WaitsAsync(string url, JsonElement run) =>
        Text(run, "stage") == "topUp" && (await GatesAsync(url, Text(run, "runId")!)).GetArrayLength() > 0;

    private async Task<JsonElement> GatesAsync(string url, string runId) =>
        (await _http.GetFromJsonAsync<JsonElement>($"{url}v1/gates?runId={Uri.EscapeDataString(runId)}", _patience.Token)).GetProperty("gates");

    private async Task<JsonElement> GateOfAsync(string url, string runId)
    {
        var gate = (await GatesAsync(url, runId)).EnumerateArray().Single();
        return await _http.GetFromJsonAsync<JsonElement>($"{url}v1/gates/{Uri.EscapeDataString(Text(gate, "gateId")!)}", _patience.Token);
    }

    private Task<JsonElement> RunAsync(string url, string runId) => _http.GetFromJsonAsync<JsonElement>($"{url}v1/runs/{runId}", _patience.Token);

    private Task<CliResult> CliAsync(params string[] args) => new Cli(Path.Combine(_folder.Path, ".workflows")).RunAsync(args);
}
