using System.Net.Http.Json;
using Workflows.Http.Client;
using Workflows.Http.Contracts;
using Workflows.Http.Hosting;

namespace Workflows.Http.Tests;

/// <summary>The typed client, over a socket and without one: the same answers both ways.</summary>
public sealed class ClientTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static TheoryData<bool, string> Ways { get; } = new()
    {
        { true, "plain" }, { false, "plain" }, { true, "100%41 &=;+ü" }, { false, "100%41 &=;+ü" }, { true, "%2e%2e" }, { false, "%2e%2e" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_instance_is_followed_controlled_and_purged_by_its_id(bool socket, string name)
    {
        using var http = Http(socket);
        var client = new WorkflowsApiClient(http);
        var id = $"{name}-{socket}";
        using (var started = await http.PostAsync("api/orchestrators/WaitForGo/" + Uri.EscapeDataString(id), ApiFixture.Json("\"x\"")))
        {
            Assert.Equal(id, (await started.Content.ReadFromJsonAsync(HttpJson.Default.InstanceLinks))!.Id);
        }

        Assert.NotNull((await client.ControlAsync(id, "suspend", "ünd & so", CancellationToken.None)).Value);
        Assert.Equal(RunStatus.Suspended, (await client.GetRunAsync(id, TimeSpan.Zero, null, CancellationToken.None)).Value!.Status);
        Assert.NotNull((await client.ControlAsync(id, "resume", null, CancellationToken.None)).Value);
        Assert.NotNull((await client.RaiseEventAsync(id, "go", "\"on\"", CancellationToken.None)).Value);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Run? run = null;
        while (run is not { IsEnded: true })
        {
            run = (await client.GetRunAsync(id, TimeSpan.FromSeconds(5), run?.LastUpdatedAt, patience.Token)).Value!;
        }

        Assert.Equal(RunStatus.Finished, run.Status);
        Assert.Contains((await client.ListRunsAsync("finished", "WaitForGo", id, 10, null, CancellationToken.None)).Value!.Runs, entry => entry.RunId == id);
        Assert.Equal(410, (await client.RaiseEventAsync(id, "go", null, CancellationToken.None)).Problem!.Status);
        Assert.Equal(1, (await client.PurgeAsync(id, CancellationToken.None)).Value!.InstancesDeleted);
        Assert.Equal(404, (await client.GetRunAsync(id, TimeSpan.Zero, null, CancellationToken.None)).Problem!.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_is_sent_and_its_artifact_read(bool socket)
    {
        using var http = Http(socket);
        var client = new WorkflowsApiClient(http);
        var document = """{"swagger":"2.0"}"""u8.ToArray();
        var accepted = (await client.GenerateAsync(document, "application/json", new GenerateRequest { CheckOnly = true, Label = "ä&b" }, CancellationToken.None)).Value!;
        Assert.Equal(document, (await client.ReadArtifactAsync(accepted.RunId, "document/source.json", CancellationToken.None)).Value);
        Assert.Equal("ä&b", (await client.GetRunAsync(accepted.RunId, TimeSpan.Zero, null, CancellationToken.None)).Value!.Label);
        Assert.Single((await client.ListArtifactsAsync(accepted.RunId, CancellationToken.None)).Value!.Artifacts, artifact => artifact.Name == "document/source.json");
        // A socket's client takes the dots away, and what is left has the form of an action on the run, which is no GET.
        Assert.InRange((await client.ReadArtifactAsync(accepted.RunId, "../hub.db", CancellationToken.None)).Problem!.Status, 404, 405);
        Assert.Equal(400, (await client.GenerateAsync(new GenerateRequest { Url = "nowhere" }, CancellationToken.None)).Problem!.Status);
    }

    private HttpClient Http(bool socket) => socket
        ? new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = api.Client.BaseAddress }
        : new HttpClient(new InProcessHandler(api.Api)) { BaseAddress = InProcessHandler.BaseUrl };
}
