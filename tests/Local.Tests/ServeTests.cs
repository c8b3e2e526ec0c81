using System.Net.Http.Json;
using System.Text.Json;

namespace Workflows.Local.Tests;

/// <summary>The executable as a real process.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_was_killed_in_the_middle_goes_on_and_asks_the_model_once(bool asSoonAsTheAnswerIsStored)
    {
        await using var model = await ModelServer.StartAsync();
        await using var api = await GatedApi.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "test-key",
            ["LLM_BASE_URL"] = model.Url,
            ["LLM_MODEL"] = "test-model",
        };
        using var http = new HttpClient();

        string runId;
        await using (var first = WorkflowsProcess.Start(_folder.Path, settings, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            var url = (await first.AnnouncementAsync()).GetProperty("url").GetString();
            using var document = new StreamContent(File.OpenRead(Path.Combine(Cli.Examples, "ping.json")));
            document.Headers.ContentType = new("application/json");
            using var accepted = await http.PostAsync($"{url}v1/generate?baseUrl={Uri.EscapeDataString(api.Url)}", document);
            runId = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("runId").GetString()!;
            await (asSoonAsTheAnswerIsStored ? StoredAsync(http, $"{url}v1/runs/{runId}/artifacts/responses/round-1.json") : api.Asked).WaitAsync(TimeSpan.FromSeconds(90));
            await first.KillAsync();
        }

        api.Open();
        await using var second = WorkflowsProcess.Start(_folder.Path, settings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        await second.AnnouncementAsync();
        var watched = await WorkflowsProcess.Start(_folder.Path, NoSettings, "watch", runId, "--json").ExitAsync();

        watched.Expect(ExitCode.Success);
        var run = JsonDocument.Parse(watched.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal("testsPassed", run.GetProperty("outcome").GetString());
        Assert.Equal("test-model", run.GetProperty("model").GetString());
        Assert.Equal(20, run.GetProperty("usage").GetProperty("outputTokens").GetInt32());
        Assert.Equal([1], model.Questions.Values);
        Assert.Equal(0, await second.StopAsync());
    }

    [Fact]
    public async Task Commands_go_through_the_serving_host_and_SIGTERM_ends_it_cleanly()
    {
        await using var serve = WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", "http://127.0.0.1:0", "--json");
        var announced = await serve.AnnouncementAsync();
        Assert.Equal(Path.Combine(_folder.Path, ".workflows"), announced.GetProperty("dataFolder").GetString());
        var address = Path.Combine(_folder.Path, ".workflows", "host.json");
        Assert.True(File.Exists(address));
        var cli = new Cli(Path.Combine(_folder.Path, ".workflows"));

        var accepted = (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "post-body.json"), "--check-only", "--json")).Expect(ExitCode.Success).Json();
        Assert.StartsWith(announced.GetProperty("url").GetString()!, accepted.GetProperty("statusUrl").GetString(), StringComparison.Ordinal);
        (await cli.RunAsync("watch", accepted.GetProperty("runId").GetString()!)).Expect(ExitCode.Success);
        var another = (await cli.RunAsync("generate", Path.Combine(Cli.Examples, "get-query.json"), "--check-only", "--watch", "--json")).Expect(ExitCode.Success).Json();
        Assert.Equal("checked", another.GetProperty("outcome").GetString());
        Assert.Contains("served already", (await cli.RunAsync("serve", "--urls", "http://127.0.0.1:0")).Expect(ExitCode.Refused).Error, StringComparison.Ordinal);

        Assert.Equal(0, await serve.StopAsync());
        Assert.False(File.Exists(address));
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_wrong_setting_are_named()
    {
        await using var model = await ModelServer.StartAsync();
        var taken = new Uri(model.Url).GetLeftPart(UriPartial.Authority);
        var refused = (await WorkflowsProcess.Start(_folder.Path, NoSettings, "serve", "--urls", taken).ExitAsync()).Expect(ExitCode.Unavailable);
        Assert.Contains(taken, refused.Error, StringComparison.Ordinal);

        _folder.File("local.settings.json", """{"Values": {"Workflows:MaxConcurrentExecutions": "many"}}""");
        var wrong = (await WorkflowsProcess.Start(_folder.Path, NoSettings, "list").ExitAsync()).Expect(ExitCode.Usage);
        Assert.Contains("Workflows:MaxConcurrentExecutions is 'many'", wrong.Error, StringComparison.Ordinal);

        _folder.File("local.settings.json", "{ not json");
        Assert.Contains("local.settings.json", (await WorkflowsProcess.Start(_folder.Path, NoSettings, "list").ExitAsync()).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);

        _folder.File("local.settings.json", """{"Values": {"Execution:MemoryMegabytes": "1"}}""");
        var option = (await WorkflowsProcess.Start(_folder.Path, NoSettings, "demo", "1").ExitAsync()).Expect(ExitCode.Usage);
        Assert.Contains("MemoryMegabytes", option.Error, StringComparison.Ordinal);

        _folder.File("local.settings.json", """{"Values": {"Execution:Isolation": "Docker"}}""");
        var word = (await WorkflowsProcess.Start(_folder.Path, NoSettings, "demo", "1").ExitAsync()).Expect(ExitCode.Usage);
        Assert.Contains("'Docker' at 'Execution:Isolation'", word.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_template_fails_the_run_with_its_path_and_a_wrong_log_level_is_named()
    {
        var document = Path.Combine(Cli.Examples, "ping.json");
        var nowhere = Path.Combine(_folder.Path, "nowhere");
        var settings = new Dictionary<string, string> { ["Prompts__Folder"] = nowhere };
        var failed = (await WorkflowsProcess.Start(_folder.Path, settings, "generate", document, "--json").ExitAsync()).Expect(ExitCode.RunFailed).Json();
        Assert.Equal("MissingTemplateException", failed.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains(nowhere, failed.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);

        // Nothing is lost: with the template back, the run goes on from where it failed.
        var id = failed.GetProperty("runId").GetString()!;
        (await WorkflowsProcess.Start(_folder.Path, NoSettings, "rewind", id).ExitAsync()).Expect(ExitCode.Success);
        (await WorkflowsProcess.Start(_folder.Path, NoSettings, "watch", id).ExitAsync()).Expect(ExitCode.Success);

        var loud = new Dictionary<string, string> { ["LOG_LEVEL"] = "loud" };
        Assert.Contains("LOG_LEVEL is 'loud'", (await WorkflowsProcess.Start(_folder.Path, loud, "list").ExitAsync()).Expect(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_of_all_settings_is_taken_as_it_is()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"), Path.Combine(_folder.Path, "local.settings.json"));
        // But for the port, which another test or a developer may use.
        var free = new Dictionary<string, string> { ["Azurite__BlobPort"] = "0" };
        var report = (await WorkflowsProcess.Start(_folder.Path, free, "demo", "1", "--json").ExitAsync()).Expect(ExitCode.Success).Json();
        Assert.StartsWith("http://127.0.0.1:", report.GetProperty("runs")[0].GetProperty("run").GetProperty("artifactsLocation").GetString(), StringComparison.Ordinal);
    }

    private static async Task StoredAsync(HttpClient http, string artifact)
    {
        while (true)
        {
            using var response = await http.GetAsync(artifact);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(5);
        }
    }
}
