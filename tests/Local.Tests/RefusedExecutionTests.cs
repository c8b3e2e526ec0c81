using System.Net.Http.Json;
using System.Text.Json;
using Workflows.Activities.Execution;

namespace Workflows.Local.Tests;

/// <summary>A document's whole way through engine, API and command line on a host that executes no generated code.</summary>
public sealed class RefusedExecutionTests : IDisposable
{
    private static readonly IsolationPolicy Nothing = new("Azure Functions, Flex Consumption", [], allowsAuto: false)
    {
        Advice = "host the app on a plan that supports bubblewrap; see docs/azure.md",
    };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_the_host_does_not_execute_ends_well_and_says_so_everywhere()
    {
        const string Reason = "this host (Azure Functions, Flex Consumption) has no isolation mode for generated code. " +
            "Run the published tests yourself with `API_BASE_URL=… dotnet test`, or host the app on a plan that supports bubblewrap; see docs/azure.md.";
        var data = Path.Combine(_folder.Path, "data");
        await using var host = await RefusingHost.StartAsync(data, Nothing);
        var cli = new Cli(data);

        // Nothing listens at that address: tests that were executed would fail.
        var json = (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "ping.json"), "--base-url", "http://127.0.0.1:9", "--watch", "--json"))
            .Expect(ExitCode.Success).Json();
        Assert.Equal(("finished", "checked", Reason), (Text(json, "status"), Text(json, "outcome"), Text(json, "refusal")));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("tests").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("error").ValueKind);

        var id = Text(json, "runId")!;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var run = await http.GetFromJsonAsync<JsonElement>($"{host.Url}/v1/runs/{id}");
        Assert.Equal(Reason, Text(run, "refusal"));
        Assert.EndsWith($" tests compiled and checked, not executed: {Reason}", Text(run, "message"), StringComparison.Ordinal);
        var artifacts = run.GetProperty("artifacts").EnumerateArray().Select(artifact => Text(artifact, "name")!).ToList();
        Assert.Contains(artifacts, name => name.StartsWith("tests/", StringComparison.Ordinal));
        Assert.DoesNotContain(artifacts, name => name.StartsWith("results/", StringComparison.Ordinal));

        var told = (await cli.RunAsync("status", id)).Expect(ExitCode.Success).Out;
        Assert.Contains($"tests      not executed: {Reason}", told, StringComparison.Ordinal);
        Assert.Contains("compiled and checked, not executed", told, StringComparison.Ordinal);
        (await cli.RunAsync("watch", id)).Expect(ExitCode.Success);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
