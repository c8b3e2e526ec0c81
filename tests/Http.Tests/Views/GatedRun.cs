using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.GenerateTests;
using Workflows.Http.Tests.Gates;

namespace Workflows.Http.Tests.Views;

/// <summary>A run of generate-tests that asks a human before it commits.</summary>
internal sealed class GatedRun
{
    private readonly ApiFixture _api;

    private GatedRun(ApiFixture api, string runId) => (_api, RunId) = (api, runId);

    public string RunId { get; }

    public string GateId => GateInput.IdOf(RunId, "approve-tests", 1);

    public static async Task<GatedRun> StartAsync(ApiFixture api, string runId, GateRules? rules = null, string? label = null)
    {
        var document = await api.Artifacts.WriteAsync(runId, "document/source.json", "{}"u8.ToArray(), "application/json", CancellationToken.None);
        var input = new GenerateTestsInput(new DocumentSource(document)) { BaseUrl = "http://127.0.0.1:1/", Delivery = new Delivery("", rules ?? new GateRules()), Label = label };
        await api.Engine.ScheduleNewInstanceAsync(GenerateTestsOrchestrator.Definition, input, new StartOptions { InstanceId = runId });
        return new GatedRun(api, runId);
    }

    /// <summary>The gate as lists show it, once it is open.</summary>
    public async Task<JsonElement> GateAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var list = await _api.Client.GetFromJsonAsync<JsonElement>($"/v1/gates?runId={RunId}", patience.Token);
            if (list.GetProperty("total").GetInt32() > 0)
            {
                return list.GetProperty("gates")[0];
            }

            await Task.Delay(20, patience.Token);
        }
    }

    public async Task DecideAsync(string decision, string? text = null)
    {
        var hash = (await GateAsync()).GetProperty("contentHash").GetString();
        using var answer = await _api.Client.PostAsJsonAsync($"/v1/gates/{Uri.EscapeDataString(GateId)}/decisions", new { decision, contentHash = hash, text });
        answer.EnsureSuccessStatusCode();
    }
}
