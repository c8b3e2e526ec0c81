using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;

namespace Workflows.Activities.Tests.Models;

public sealed class AskModelActivityTests : IDisposable
{
    private const string Key = "sk-marker-8f1c2d3e";
    private const string RunId = "run-1";

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-models-").FullName;
    private readonly FailingStore _store;
    private readonly RecordingLogger _log = new();

    public AskModelActivityTests() => _store = new FailingStore(new FolderArtifactStore(_root));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_answer_is_an_artifact_with_a_record_of_what_it_cost()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("```csharp\nclass A;\n```"));

        var answer = await AskAsync(Real(server, ("LLM_PRICE_INPUT_PER_1M", "1"), ("LLM_PRICE_OUTPUT_PER_1M", "1")));

        Assert.Equal(("test-model-1", false, null, 1), (answer.Model, answer.Offline, answer.Failover, answer.Attempts));
        Assert.Equal(new ModelUsage(10, 20, 0.00003m), answer.Usage);
        Assert.Equal("responses/round-1.md", answer.Response!.Name);
        Assert.Equal("```csharp\nclass A;\n```", Text(await _store.ReadAsync(RunId, "responses/round-1.md", default)));
        using var record = JsonDocument.Parse(await _store.ReadAsync(RunId, "responses/round-1.json", default));
        Assert.Equal("run-1:0:3", record.RootElement.GetProperty("taskKey").GetString());
        Assert.Equal("test-model-1", record.RootElement.GetProperty("model").GetString());
        Assert.Equal("stop", record.RootElement.GetProperty("finishReason").GetString());
        Assert.Equal(20, record.RootElement.GetProperty("usage").GetProperty("outputTokens").GetInt64());
    }

    [Fact]
    public async Task A_second_delivery_gets_the_stored_answer_and_asks_nobody()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));

        var first = await AskAsync(Real(server));
        var second = await AskAsync(Real(server));

        Assert.Equal(first, second);
        Assert.Single(server.Calls);
    }

    /// <summary>The activity writes the record and then the copy. Whichever write a crash hits, before or after it has happened, one call is made.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_crash_after_the_answer_was_stored_pays_nothing_again(int write, bool afterWriting)
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first", inputTokens: 7), Behaviour.Streams("second"));
        await PromptAsync("p");
        (_store.FailAt, _store.AfterWriting) = (write, afterWriting);

        await Assert.ThrowsAsync<IOException>(() => AskAsync(Real(server), write: false));
        // A new process: nothing but the store is left.
        var answer = await AskAsync(Real(server), write: false);

        Assert.Equal("first", Text(await _store.ReadAsync(RunId, "responses/round-1.md", default)));
        Assert.Equal(7, answer.Usage.InputTokens);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task An_answer_that_the_store_did_not_take_is_kept_for_the_next_attempt_of_the_step()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));
        await PromptAsync("p");
        _store.FailAt = 1;
        await using var host = Build(Real(server));

        await Assert.ThrowsAsync<IOException>(() => RunAsync(host));
        var answer = await RunAsync(host);

        Assert.Equal("first", Text(await _store.ReadAsync(RunId, answer.Response!.Name, default)));
        Assert.Single(server.Calls);
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning && line.Message.Contains("kept in memory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_prompt_is_another_question()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));

        await AskAsync(Real(server), prompt: "one");
        await AskAsync(Real(server), prompt: "two");

        Assert.Equal("second", Text(await _store.ReadAsync(RunId, "responses/round-1.md", default)));
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public async Task What_stood_in_for_a_dead_model_is_not_kept_for_a_new_call_when_the_model_lives_again()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(401), Behaviour.Streams("alive"));

        Assert.True((await AskAsync(Real(server))).Offline);
        Assert.True((await AskAsync(Real(server))).Offline);
        Assert.False((await AskAsync(Real(server), taskKey: "run-1:1:3")).Offline);
    }

    /// <summary>Some hosts know no number of a call: its key is made of instance, activity and input.</summary>
    [Fact]
    public async Task Where_keys_are_made_of_inputs_a_restarted_run_asks_anew_and_a_delivery_of_the_same_call_does_not()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Refuses(401), Behaviour.Streams("alive"));
        var prompt = await PromptAsync("p");
        await using var host = Build(Real(server));
        var first = new AskModelInput(RunId, 1, prompt, await ApiAsync(), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var restarted = first with { BegunAt = first.BegunAt!.Value.AddSeconds(1) };

        Assert.True((await RunByInputAsync(host, first)).Offline);
        Assert.True((await RunByInputAsync(host, first)).Offline);
        Assert.False((await RunByInputAsync(host, restarted)).Offline);
    }

    [Fact]
    public async Task Where_keys_are_made_of_inputs_two_rounds_with_an_equal_prompt_are_two_questions()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));
        var prompt = await PromptAsync("p");
        await using var host = Build(Real(server));
        var round = new AskModelInput(RunId, 1, prompt, await ApiAsync());

        var first = await RunByInputAsync(host, round);
        var second = await RunByInputAsync(host, round with { Round = 2 });

        Assert.Equal(("first", "second"), (Text(await _store.ReadAsync(RunId, first.Response!.Name, default)), Text(await _store.ReadAsync(RunId, second.Response!.Name, default))));
        Assert.Equal(2, server.Calls.Select(call => call.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public async Task A_spoiled_record_counts_as_none()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));
        await _store.WriteAsync(RunId, "responses/round-1.json", "{\"taskKey\":1}"u8.ToArray(), "application/json", default);

        Assert.Equal("test-model-1", (await AskAsync(Real(server))).Model);
    }

    [Theory]
    [InlineData("", "", LogLevel.Information, "USE_REAL_LLM is not true")]
    [InlineData("USE_REAL_LLM", "false", LogLevel.Information, "USE_REAL_LLM is not true")]
    [InlineData("USE_REAL_LLM", "perhaps", LogLevel.Warning, "USE_REAL_LLM is 'perhaps'")]
    [InlineData("LLM_API_KEY", "", LogLevel.Warning, "LLM_API_KEY is not set")]
    [InlineData("LLM_API_KEY", "two words", LogLevel.Warning, "LLM_API_KEY holds a blank")]
    [InlineData("LLM_BASE_URL", "ftp://nowhere", LogLevel.Warning, "LLM_BASE_URL is not an http")]
    [InlineData("LLM_BASE_URL", "http://user:sk-marker-8f1c2d3e@nowhere", LogLevel.Warning, "LLM_BASE_URL holds a user name")]
    [InlineData("LLM_MAX_ATTEMPTS", "many", LogLevel.Warning, "LLM_MAX_ATTEMPTS is 'many'; it is a whole number from 1 to 20")]
    [InlineData("LLM_PRICE_INPUT_PER_1M", "-1", LogLevel.Warning, "LLM_PRICE_INPUT_PER_1M is '-1'")]
    public async Task Without_a_usable_real_model_the_offline_model_answers_and_says_why(string name, string value, LogLevel level, string reason)
    {
        var settings = name.Length == 0
            ? []
            : new Dictionary<string, string?> { ["USE_REAL_LLM"] = "true", ["LLM_API_KEY"] = Key, [name] = value };

        var answer = await AskAsync(settings);

        Assert.Equal(("offline", true, ModelUsage.None), (answer.Model, answer.Offline, answer.Usage));
        Assert.Contains(reason, answer.Failover, StringComparison.Ordinal);
        Assert.Contains("```csharp\npublic class Offline;\n```", Text(await _store.ReadAsync(RunId, answer.Response!.Name, default)), StringComparison.Ordinal);
        Assert.Contains(_log.Lines, line => line.Level == level && line.Message.Contains(reason, StringComparison.Ordinal));
        AssertNoKey(answer);
    }

    [Theory]
    [InlineData("500", "did not answer (2 attempts)")]
    [InlineData("401", "did not answer (1 attempt)")]
    [InlineData("reset", "the connection failed")]
    [InlineData("truncated", "cut off at the limit of tokens")]
    [InlineData("never ends", "larger than")]
    public async Task A_real_model_that_does_not_answer_is_replaced_by_the_offline_model_and_leaks_no_key(string how, string reason)
    {
        var behaviour = how switch
        {
            "reset" => Behaviour.Resets(),
            "truncated" => Behaviour.Streams("half", finish: "length"),
            "never ends" => Behaviour.NeverEnds(),
            _ => Behaviour.EchoesTheKey(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
        };
        await using var server = await ModelServer.StartAsync(behaviour);

        var answer = await AskAsync(Real(server, ("LLM_MAX_ATTEMPTS", "2")));

        Assert.True(answer.Offline);
        Assert.Contains(reason, answer.Failover, StringComparison.Ordinal);
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning && line.Message.Contains("offline model answers in its place", StringComparison.Ordinal));
        AssertNoKey(answer);
    }

    [Fact]
    public async Task An_answer_that_holds_the_key_is_stored_and_logged_without_it()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.AnswersWithTheKey());

        var answer = await AskAsync(Real(server));

        Assert.Contains("[redacted]", Text(await _store.ReadAsync(RunId, answer.Response!.Name, default)), StringComparison.Ordinal);
        AssertNoKey(answer);
    }

    [Fact]
    public async Task The_log_shows_the_beginning_of_the_prompt_and_length_and_beginning_of_the_response()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams(new string('r', 299) + "RX"));

        await AskAsync(Real(server), prompt: new string('p', 999) + "PX");

        var prompt = Assert.Single(_log.Lines, line => line.Message.StartsWith("Prompt of run run-1, round 1", StringComparison.Ordinal));
        var response = Assert.Single(_log.Lines, line => line.Message.StartsWith("Response of run run-1, round 1", StringComparison.Ordinal));
        Assert.Equal((LogLevel.Information, LogLevel.Information), (prompt.Level, response.Level));
        Assert.EndsWith("pP", prompt.Message, StringComparison.Ordinal);
        Assert.EndsWith("rR", response.Message, StringComparison.Ordinal);
        Assert.Contains("test-model-1: 301 characters", response.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_may_have_a_model_of_its_own()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));

        await AskAsync(Real(server, ("LLM_MODEL_GENERATE_TESTS", "coder-of-tests")));

        Assert.Contains("\"coder-of-tests\"", Assert.Single(server.Calls).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LLM_PRICE_INPUT_PER_1M_GENERATE_TESTS", 0.00005)]
    [InlineData("LLM_PRICE_OUTPUT_PER_1M_GENERATE_TESTS", 0.00007)]
    [InlineData("LLM_PRICE_INPUT_PER_1M_REVIEWER", 0.00003)]
    public async Task A_role_may_have_prices_of_its_own(string setting, double cost)
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));

        var answer = await AskAsync(Real(server, ("LLM_PRICE_INPUT_PER_1M", "1"), ("LLM_PRICE_OUTPUT_PER_1M", "1"), (setting, "3")));

        Assert.Equal((decimal)cost, answer.Usage.CostUsd);
    }

    [Fact]
    public async Task A_wrong_price_of_a_role_is_told_by_its_name()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("never"));

        var answer = await AskAsync(Real(server, ("LLM_PRICE_INPUT_PER_1M_GENERATE_TESTS", "much")));

        Assert.Contains("LLM_PRICE_INPUT_PER_1M_GENERATE_TESTS is 'much'", answer.Failover, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Real(ModelServer server, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = Key,
            ["LLM_BASE_URL"] = server.BaseUrl,
            ["LLM_MODEL"] = "qwen-max",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }

    private ServiceProvider Build(Dictionary<string, string?> settings)
    {
        settings["Audit:Folder"] = Path.Combine(_root, "audit");
        settings["Budgets:Folder"] = Path.Combine(_root, "budgets");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection()
            .AddSingleton<IArtifactStore>(_store)
            .AddSingleton<IOfflineWriter, OneLineWriter>()
            .AddSingleton<TimeProvider, HastyBackOff>()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log))
            .AddAudit(configuration)
            .AddBudgets(configuration)
            .AddModels(configuration)
            .BuildServiceProvider();
    }

    private async Task<ModelAnswer> AskAsync(Dictionary<string, string?> settings, string prompt = "p", string taskKey = "run-1:0:3", bool write = true)
    {
        if (write)
        {
            await PromptAsync(prompt);
        }

        await using var host = Build(settings);
        return await RunAsync(host, taskKey);
    }

    private async Task<ModelAnswer> RunAsync(ServiceProvider host, string taskKey = "run-1:0:3")
    {
        var prompt = (await _store.FindAsync(RunId, "prompts/round-1.md", default))!;
        var api = (await _store.FindAsync(RunId, "document/api.json", default))!;
        return await host.GetRequiredKeyedService<IActivity<AskModelInput, ModelAnswer>>("AskModel")
            .RunAsync(new ActivityContext(RunId, "AskModel", taskKey), new AskModelInput(RunId, 1, prompt, api), CancellationToken.None);
    }

    private static Task<ModelAnswer> RunByInputAsync(ServiceProvider host, AskModelInput input)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(input, WorkflowJson.Default.AskModelInput);
        var key = $"{RunId}/AskModel/{Convert.ToHexStringLower(SHA256.HashData(json))}";
        return host.GetRequiredKeyedService<IActivity<AskModelInput, ModelAnswer>>("AskModel")
            .RunAsync(new ActivityContext(RunId, "AskModel", key), input, CancellationToken.None);
    }

    private async Task<ArtifactRef> ApiAsync() => (await _store.FindAsync(RunId, "document/api.json", default))!;

    private async Task<ArtifactRef> PromptAsync(string text)
    {
        await _store.WriteAsync(RunId, "document/api.json", "{}"u8.ToArray(), "application/json", default);
        return await _store.WriteAsync(RunId, "prompts/round-1.md", Encoding.UTF8.GetBytes(text), "text/markdown", default);
    }

    private void AssertNoKey(ModelAnswer answer)
    {
        Assert.DoesNotContain(Key, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.Message.Contains(Key, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Key, File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);

    private sealed class OneLineWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => "public class Offline;\n";
    }
}
