using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Workflows.Domain.Client;
using Workflows.Domain.Gates;
using Workflows.Domain.Serialization;

namespace Workflows.Http.Tests.Gates;

/// <summary>A gate that waits on the fixture's engine, with one artifact to look at.</summary>
internal sealed class OpenGate
{
    public const string Artifact = "tests/PingTests.cs";

    private readonly ApiFixture _api;

    private OpenGate(ApiFixture api, string id, string runId) => (_api, Id, RunId) = (api, id, runId);

    public string Id { get; }

    public string RunId { get; }

    public string Hash { get; private set; } = "";

    public string Path => "/v1/gates/" + Uri.EscapeDataString(Id);

    public static async Task<OpenGate> OpenAsync(
        ApiFixture api, GateRules? rules = null, string code = "class PingTests {}", string title = "Tests for Ping", string summary = "3 of 3 tests passed.", string? run = null)
    {
        var runId = run ?? "run-" + Guid.NewGuid().ToString("N");
        var artifact = await api.Artifacts.WriteAsync(runId, Artifact, Encoding.UTF8.GetBytes(code), "text/x-csharp", CancellationToken.None);
        var subject = new GateSubject(title, summary, [new GateItem("Tests", artifact)]);
        var gate = new OpenGate(api, GateInput.IdOf(runId, "approve-tests", 1), runId) { Hash = subject.ContentHash };
        var input = new GateInput(runId, "generate-tests", "approve-tests", 1, subject, rules ?? new GateRules());
        await api.Engine.ScheduleNewInstanceAsync(GateOrchestrator.Definition, input, new StartOptions { InstanceId = gate.Id });
        await gate.UntilAsync(_ => true);
        return gate;
    }

    public string Link(
        string approver = "ada", string? hash = null, TimeSpan? validFor = null, params GateDecisionKind[] decisions) => "/g/" + _api.Links.Sign(new GateLink(
            Id, hash ?? Hash, decisions is [] ? [GateDecisionKind.Approve, GateDecisionKind.Reject, GateDecisionKind.RequestChanges] : decisions, approver,
            _api.Clock.GetUtcNow() + (validFor ?? TimeSpan.FromDays(1))));

    public Task<HttpResponseMessage> DecideAsync(string decision, string? text = null, string? by = null, string? hash = null) =>
        _api.Client.PostAsJsonAsync(Path + "/decisions", new { decision, contentHash = hash ?? Hash, text, by });

    public Task ChangeArtifactAsync() =>
        _api.Artifacts.WriteAsync(RunId, Artifact, "class Other {}"u8.ToArray(), "text/x-csharp", CancellationToken.None);

    public async Task<GateStatus> StatusAsync() =>
        JsonSerializer.Deserialize((await _api.Engine.GetInstanceAsync(Id))!.CustomStatus!, WorkflowJson.Default.GateStatus)!;

    /// <summary>The status once it is as wanted.</summary>
    public async Task<GateStatus> UntilAsync(Func<GateStatus, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var instance = await _api.Engine.GetInstanceAsync(Id, cancellationToken: patience.Token);
        while (instance?.CustomStatus is not { } json || !wanted(JsonSerializer.Deserialize(json, WorkflowJson.Default.GateStatus)!))
        {
            instance = await _api.Engine.WaitForChangeAsync(Id, instance?.LastUpdatedAt, patience.Token);
        }

        return JsonSerializer.Deserialize(instance.CustomStatus, WorkflowJson.Default.GateStatus)!;
    }

    public async Task AssertUndecidedAsync()
    {
        var status = await StatusAsync();
        Assert.Equal(GateState.Open, status.State);
        Assert.Empty(status.Taken);
    }

    public static async Task<string> PageAsync(HttpResponseMessage response, HttpStatusCode status, params string[] words)
    {
        var page = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"expected {status}, was {response.StatusCode}: {page}");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.All(words, word => Assert.Contains(word, page, StringComparison.Ordinal));
        return page;
    }
}
