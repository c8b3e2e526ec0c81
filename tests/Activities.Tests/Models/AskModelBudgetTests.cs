using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Models;

public sealed class AskModelBudgetTests : IDisposable
{
    private const string RunId = "alice~shop~run-1";

    // One byte of prompt and what services put around it.
    private const int Prompt = 1 + 256;

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-askbudget-").FullName;
    private readonly FolderArtifactStore _store;

    public AskModelBudgetTests() => _store = new FolderArtifactStore(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_the_endpoint_reports_is_booked_and_every_request_tells_a_limit_within_what_is_left()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer", inputTokens: 10, outputTokens: 20));
        await using var host = Build(server, ("Budgets:RunTokens", $"{Prompt + 100}"), ("LLM_MAX_TOKENS", "150"));

        Assert.NotNull((await AskAsync(host)).Response);

        Assert.Contains("\"max_tokens\":100", Assert.Single(server.Calls).Body, StringComparison.Ordinal);
        Assert.Equal((30, 0), await SpentAsync(host));
    }

    [Fact]
    public async Task Over_the_budget_nobody_is_asked_and_the_offline_model_takes_no_place()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));
        await using var host = Build(server, ("Budgets:ProjectTokens", "300"));

        var answer = await AskAsync(host);

        Assert.Equal((null, "qwen-max", false, null, 0), (answer.Response, answer.Model, answer.Offline, answer.Failover, answer.Attempts));
        Assert.Equal((BudgetScope.Project, Prompt + 8192, 8192), (answer.OverBudget!.Scope, answer.OverBudget.Call.Tokens, answer.OverBudget.AnswerTokens));
        Assert.Empty(server.Calls);
        Assert.Equal((0, 0), await SpentAsync(host));
    }

    [Theory]
    [InlineData("refused", 0)]
    [InlineData("busy", 0)]
    [InlineData("gateway", Prompt + 100)]
    [InlineData("broken", Prompt + 100)]
    [InlineData("reset", Prompt + 100)]
    [InlineData("silent about usage", Prompt + 100)]
    [InlineData("billed refusal", 12)]
    [InlineData("more than was asked for", 900_020)]
    public async Task A_call_costs_what_was_told_nothing_when_it_was_refused_and_all_that_it_could_when_nobody_knows(string what, long spent)
    {
        await using var server = await ModelServer.StartAsync(Of(what));
        await using var host = Build(server, ("Budgets:RunTokens", "1000000"), ("LLM_MAX_TOKENS", "100"), ("LLM_MAX_ATTEMPTS", "1"));

        await AskAsync(host);

        Assert.Equal((spent, 0), await SpentAsync(host));
    }

    [Fact]
    public async Task A_service_that_nobody_can_connect_to_costs_nothing()
    {
        var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));
        await using var host = Build(server, ("Budgets:RunTokens", "1000000"));
        await server.DisposeAsync();

        Assert.True((await AskAsync(host)).Offline);

        Assert.Equal((0, 0), await SpentAsync(host));
    }

    [Fact]
    public async Task Each_attempt_is_paid_for_by_itself_and_the_one_that_there_is_no_room_for_is_not_made()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.BreaksOff("half"));
        await using var host = Build(server, ("Budgets:RunTokens", $"{2 * (Prompt + 100) + 50}"), ("LLM_MAX_TOKENS", "100"), ("LLM_MAX_ATTEMPTS", "5"));

        var answer = await AskAsync(host);

        Assert.Equal(BudgetScope.Run, answer.OverBudget!.Scope);
        Assert.Equal((2, 2), (answer.Attempts, server.Calls.Count));
        Assert.Equal((2 * (Prompt + 100), 0), await SpentAsync(host));
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_tells_the_limit_that_the_next_call_needs()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("cut", "length", 200, 100));
        await using var host = Build(server, ("Budgets:RunTokens", "1000"), ("LLM_MAX_TOKENS", "100"));

        var answer = await AskAsync(host);

        Assert.Equal((8192, 1, 300L), (answer.OverBudget!.AnswerTokens, answer.Attempts, answer.Usage.InputTokens + answer.Usage.OutputTokens));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_call_whose_host_died_counts_with_all_that_it_could_cost_and_is_made_again()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.SaysNothing(), Behaviour.Streams("answer", inputTokens: 10, outputTokens: 20));
        var settings = new[] { ("Budgets:RunTokens", "10000"), ("LLM_MAX_TOKENS", "100") };
        await using (var dead = Build(server, settings))
        {
            // Dead is who never settles: the books are those of the moment at which the request was out.
            var asking = AskAsync(dead);
            await server.WaitForCallAsync();
            CopyBooks();
            Assert.False(asking.IsCompleted);
        }

        await using var host = Build(server, [.. settings, ("Budgets:Folder", Path.Combine(_root, "copy"))]);
        Assert.Equal((0, Prompt + 100), await SpentAsync(host));
        await AskAsync(host);

        Assert.Equal((Prompt + 100 + 30, 0), await SpentAsync(host));
    }

    [Fact]
    public async Task The_offline_model_costs_nothing_and_needs_no_budget()
    {
        await using var host = Build(null, ("Budgets:RunTokens", "0"), ("Budgets:MonthUsd", "0"));

        Assert.True((await AskAsync(host)).Offline);
    }

    [Fact]
    public async Task A_budget_in_money_needs_prices_and_says_so_at_the_start()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));

        var error = Assert.Throws<OptionsValidationException>(() => Build(server, ("Budgets:MonthUsd", "5"), ("LLM_PRICE_INPUT_PER_1M", "1")));

        Assert.Contains("LLM_PRICE_OUTPUT_PER_1M", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_in_money_that_comes_later_allows_no_call_without_a_price_and_says_so()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("answer"));
        await using var host = Build(server);
        await host.GetRequiredService<IBudgets>().SetLimitsAsync(
            new("alice", "shop"), BudgetLimits.None with { Month = new BudgetLimit(null, 5m) }, "root", CancellationToken.None);

        var answer = await AskAsync(host);

        Assert.Equal("qwen-max was not asked: its budget is in US dollars, and LLM_PRICE_INPUT_PER_1M and LLM_PRICE_OUTPUT_PER_1M are not both set, nor is its model in LLM_PRICES", answer.Failover);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("Budgets:RunTokens", "many")]
    [InlineData("Budgets:ProjectTokens", "2.5")]
    [InlineData("Budgets:MonthUsd", "-1")]
    public void A_wrong_setting_names_itself(string name, string value) =>
        Assert.Contains($"{name} is '{value}'", Assert.Throws<OptionsValidationException>(() => Build(null, (name, value))).Message, StringComparison.Ordinal);

    private static Func<HttpContext, Task> Of(string what) => what switch
    {
        "refused" => Behaviour.Refuses(401),
        "busy" => Behaviour.Refuses(503),
        "gateway" => Behaviour.Refuses(504),
        "broken" => Behaviour.BreaksOff("half"),
        "reset" => Behaviour.Resets(),
        "silent about usage" => Behaviour.Sends("""{"choices":[{"delta":{"content":"all"},"finish_reason":"stop"}]}""", "[DONE]"),
        "billed refusal" => Behaviour.Refuses(400, """{"error":{"message":"no"},"usage":{"prompt_tokens":12,"completion_tokens":0}}"""),
        _ => Behaviour.Streams("much", inputTokens: 20, outputTokens: 900_000),
    };

    private void CopyBooks()
    {
        var from = Path.Combine(_root, "budgets");
        foreach (var file in Directory.GetFiles(from, "*.jsonl", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_root, "copy", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private static async Task<(long Spent, long Reserved)> SpentAsync(ServiceProvider host)
    {
        var budgets = host.GetRequiredService<IBudgets>();
        var project = await budgets.ReadAsync(new("alice", "shop"), CancellationToken.None);
        Assert.Equal(project.Total.Spent, project.Monthly.Spent);
        if (await budgets.OfRunAsync(RunId, CancellationToken.None) is { } run)
        {
            Assert.Equal((project.Total.Spent, project.Total.Reserved), (run.Spent, run.Reserved));
        }

        return (project.Total.Spent.Tokens, project.Total.Reserved.Tokens);
    }

    private ServiceProvider Build(ModelServer? server, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["USE_REAL_LLM"] = server is null ? "false" : "true",
            ["LLM_API_KEY"] = "sk-1",
            ["LLM_BASE_URL"] = server?.BaseUrl,
            ["LLM_MODEL"] = "qwen-max",
            ["Audit:Folder"] = Path.Combine(_root, "audit"),
            ["Budgets:Folder"] = Path.Combine(_root, "budgets"),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton<IArtifactStore>(_store).AddSingleton<IOfflineWriter, OneLineWriter>().AddSingleton<TimeProvider, HastyBackOff>()
            .AddLogging(logging => logging.ClearProviders()).AddAudit(configuration).AddBudgets(configuration).AddModels(configuration).BuildServiceProvider();
    }

    private async Task<ModelAnswer> AskAsync(ServiceProvider host)
    {
        var prompt = await _store.WriteAsync(RunId, "prompts/round-1.md", "p"u8.ToArray(), "text/markdown", CancellationToken.None);
        var api = await _store.WriteAsync(RunId, "document/api.json", "{}"u8.ToArray(), "application/json", CancellationToken.None);
        return await host.GetRequiredKeyedService<IActivity<AskModelInput, ModelAnswer>>("AskModel")
            .RunAsync(new ActivityContext(RunId, "AskModel", $"{RunId}:0:3"), new AskModelInput(RunId, 1, prompt, api), CancellationToken.None);
    }

    private sealed class OneLineWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => "public class Offline;\n";
    }
}
