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
using Workflows.Domain.Forks;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Models;

/// <summary>What a fork asks a model, and what it does not.</summary>
public sealed class ForkedQuestionTests : IDisposable
{
    private static readonly ForkOverlay Plain = new("origin", "AskModel", "ada", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)) { Question = new ForkQuestion("AskModel", 2) };

    private readonly string _root = Directory.CreateTempSubdirectory("workflows-forks-").FullName;
    private readonly FolderArtifactStore _store;

    public ForkedQuestionTests() => _store = new FolderArtifactStore(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_given_answer_is_taken_for_its_round_alone_and_costs_nothing()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("the model's"));
        await using var host = Host(server);
        await WriteAsync(host, Plain with { Answer = "Ada's" });

        var given = await AskAsync(host, round: 2);
        var again = await AskAsync(host, round: 2, taskKey: "fork/0/9");
        var later = await AskAsync(host, round: 3);

        Assert.Equal(("given by ada", false, null, 0, ModelUsage.None), (given.Model, given.Offline, given.Failover, given.Attempts, given.Usage));
        Assert.Equal("Ada's", Text(await _store.ReadAsync("fork", given.Response!.Name, default)));
        Assert.Equal(given, again);
        Assert.Equal("the model's", Text(await _store.ReadAsync("fork", later.Response!.Name, default)));
        Assert.Single(server.Calls);
        var note = (await EntriesAsync(host)).First(entry => entry.Kind == "model-call");
        Assert.Equal(("ada", "given"), (note.Data["givenBy"], note.Data["requested"]));
    }

    [Fact]
    public async Task Another_prompt_is_asked_in_its_round_and_stands_where_the_prompt_is_looked_for()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("one"), Behaviour.Streams("two"));
        await using var host = Host(server);
        await WriteAsync(host, Plain with { Prompt = "Shorter, please." });

        await AskAsync(host, round: 2);
        await AskAsync(host, round: 3);

        Assert.Contains("Shorter, please.", server.Calls[0].Body, StringComparison.Ordinal);
        Assert.Contains("the old prompt", server.Calls[1].Body, StringComparison.Ordinal);
        Assert.Equal("Shorter, please.", Text(await _store.ReadAsync("fork", "prompts/round-2.md", default)));
        Assert.Equal("the old prompt 2", Text(await _store.ReadAsync("origin", "prompts/round-2.md", default)));
    }

    [Fact]
    public async Task Another_model_is_asked_in_every_round_of_the_fork_and_in_no_other_run()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("a"), Behaviour.Streams("b"), Behaviour.Streams("c"));
        await using var host = Host(server);
        await WriteAsync(host, Plain with { Model = "chosen-1" });

        await AskAsync(host, round: 2);
        await AskAsync(host, round: 5);
        await AskAsync(host, round: 2, runId: "another");

        Assert.Equal(["chosen-1", "chosen-1", "qwen-max"], server.Calls.Select(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("model").GetString()));
    }

    [Fact]
    public async Task Who_wanted_what_is_on_record_with_hashes_and_a_fork_that_did_not_begin_leaves_nothing_but_that()
    {
        await using var host = Host(null);
        var forks = host.GetRequiredService<IForkOverlays>();
        await WriteAsync(host, Plain with { Prompt = "secret prompt", Answer = "secret answer", Model = "m" });
        await forks.WithdrawAsync("fork", "the step is gone", default);

        var entries = await EntriesAsync(host);
        Assert.Equal(["forked", "fork-withdrawn"], entries.Select(entry => entry.Kind));
        Assert.Equal(("origin", "AskModel", "ada", "m"), (entries[0].Data["from"], entries[0].Data["step"], entries[0].Data["by"], entries[0].Data["model"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("secret answer"u8)), entries[0].Data["answerSha256"]);
        Assert.DoesNotContain(entries, entry => entry.ToLine().Contains("secret", StringComparison.Ordinal));
        Assert.Null(await forks.ReadAsync("fork", default));
        Assert.Empty(await _store.ListAsync("fork", default));
    }

    [Fact]
    public void An_agents_prompt_holds_for_its_later_turns_and_its_answer_for_one()
    {
        var overlay = Plain with { Question = new ForkQuestion("AskAgent", 1, "implementer-1", 3), Prompt = "p", Answer = "a" };

        var turns = Enumerable.Range(2, 3).Select(turn => new ForkQuestion("AskAgent", 1, "implementer-1", turn)).ToList();
        Assert.Equal([null, "p", "p"], turns.Select(overlay.PromptOf));
        Assert.Equal([null, "a", null], turns.Select(overlay.AnswerTo));
        Assert.Null(overlay.PromptOf(new ForkQuestion("AskAgent", 2, "implementer-2", 3)));
    }

    private static Task WriteAsync(ServiceProvider host, ForkOverlay overlay) => host.GetRequiredService<IForkOverlays>().WriteAsync("fork", overlay, default);

    private async Task<ModelAnswer> AskAsync(ServiceProvider host, int round, string runId = "fork", string? taskKey = null)
    {
        var prompt = await _store.WriteAsync("origin", $"prompts/round-{round}.md", Encoding.UTF8.GetBytes($"the old prompt {round}"), "text/markdown", default);
        var api = await _store.WriteAsync("origin", "document/api.json", "{}"u8.ToArray(), "application/json", default);
        return await host.GetRequiredKeyedService<IActivity<AskModelInput, ModelAnswer>>("AskModel").RunAsync(
            new ActivityContext(runId, "AskModel", taskKey ?? $"{runId}/0/{round}"), new AskModelInput(runId, round, prompt, api), CancellationToken.None);
    }

    private ServiceProvider Host(ModelServer? server)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "sk-x",
            ["LLM_MODEL"] = "qwen-max",
            ["LLM_BASE_URL"] = server?.BaseUrl,
            ["Audit:Folder"] = Path.Combine(_root, "audit"),
            ["Budgets:Folder"] = Path.Combine(_root, "budgets"),
        }).Build();
        return new ServiceCollection().AddSingleton<IArtifactStore>(_store).AddSingleton<IOfflineWriter, NoWriter>().AddLogging(logging => logging.ClearProviders())
            .AddAudit(configuration).AddBudgets(configuration).AddModels(configuration).BuildServiceProvider();
    }

    private static async Task<List<AuditEntry>> EntriesAsync(ServiceProvider host)
    {
        List<AuditEntry> entries = [];
        await foreach (var entry in host.GetRequiredService<IAuditLog>().ReadAsync("fork", default))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes!);

    private sealed class NoWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => throw new InvalidOperationException("The offline model was asked.");
    }
}
