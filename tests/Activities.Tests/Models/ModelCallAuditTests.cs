using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Domain.Artifacts;
using Workflows.Domain.GenerateTests;
using Workflows.Domain.Orchestration;

namespace Workflows.Activities.Tests.Models;

/// <summary>What the audit log is told of model calls.</summary>
public sealed class ModelCallAuditTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("workflows-models-").FullName;
    private readonly FailingStore _store;

    public ModelCallAuditTests() => _store = new FailingStore(new FolderArtifactStore(_root));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_call_is_on_record_with_hashes_of_prompt_and_answer_and_with_its_cost()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("the answer"));

        await AskAsync(server);

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("run-1", "model-call"), (entry.RunId, entry.Kind));
        Assert.Equal(Sha256("p"), entry.Data["promptSha256"]);
        Assert.Equal(Sha256("the answer"), entry.Data["responseSha256"]);
        Assert.Equal(("test-model-1", "qwen-max", "false"), (entry.Data["model"], entry.Data["requested"], entry.Data["offline"]));
        Assert.Equal(("10", "20", "0.00003"), (entry.Data["inputTokens"], entry.Data["outputTokens"], entry.Data["costUsd"]));
        Assert.DoesNotContain("failover", entry.Data.Keys);
        Assert.DoesNotContain("the answer", entry.ToLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_taken_again_is_no_second_call()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));

        await AskAsync(server);
        await AskAsync(server);
        // The run was started again: another call of the activity, which finds the answer.
        await AskAsync(server, "run-1/1/3");

        Assert.Single(server.Calls);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task A_run_that_took_a_purged_runs_id_has_its_own_calls_on_record()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("same"), Behaviour.Streams("same"));

        await AskAsync(server);
        await _store.DeleteRunAsync("run-1", CancellationToken.None);
        await AskAsync(server);

        Assert.Equal(2, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task What_cannot_be_recorded_fails_the_step_and_its_retry_pays_nothing()
    {
        await using var server = await ModelServer.StartAsync(Behaviour.Streams("first"), Behaviour.Streams("second"));

        await Assert.ThrowsAsync<AuditLogException>(() => AskAsync(server, refusing: true));
        Assert.Empty(await EntriesAsync());
        await AskAsync(server);

        Assert.Single(server.Calls);
        Assert.Equal(Sha256("first"), Assert.Single(await EntriesAsync()).Data["responseSha256"]);
    }

    [Fact]
    public async Task The_offline_model_is_on_record_with_the_reason()
    {
        await AskAsync(null);

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal("true", entry.Data["offline"]);
        Assert.NotEmpty(entry.Data["failover"]);
    }

    private async Task AskAsync(ModelServer? server, string taskKey = "run-1/0/3", bool refusing = false)
    {
        await using var host = Build(server, refusing);
        var api = await _store.WriteAsync("run-1", "document/api.json", "{}"u8.ToArray(), "application/json", default);
        var prompt = await _store.WriteAsync("run-1", "prompts/round-1.md", "p"u8.ToArray(), "text/markdown", default);
        await host.GetRequiredKeyedService<IActivity<AskModelInput, ModelAnswer>>("AskModel")
            .RunAsync(new ActivityContext("run-1", "AskModel", taskKey), new AskModelInput("run-1", 1, prompt, api), CancellationToken.None);
    }

    private async Task<List<AuditEntry>> EntriesAsync()
    {
        await using var host = Build(null, refusing: false);
        return await host.GetRequiredService<IAuditLog>().ReadAsync(null, CancellationToken.None).ToListAsync();
    }

    private ServiceProvider Build(ModelServer? server, bool refusing)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["USE_REAL_LLM"] = server is null ? "false" : "true",
            ["LLM_API_KEY"] = "sk-1",
            ["LLM_BASE_URL"] = server?.BaseUrl,
            ["LLM_MODEL"] = "qwen-max",
            ["LLM_PRICE_INPUT_PER_1M"] = "1",
            ["LLM_PRICE_OUTPUT_PER_1M"] = "1",
            ["Audit:Folder"] = Path.Combine(_root, "audit"),
            ["Budgets:Folder"] = Path.Combine(_root, "budgets"),
        }).Build();
        var services = new ServiceCollection().AddSingleton<IArtifactStore>(_store).AddSingleton<IOfflineWriter, OneLineWriter>()
            .AddLogging().AddAudit(configuration).AddBudgets(configuration).AddModels(configuration);
        return (refusing ? services.AddSingleton<IAuditLog, RefusingAuditLog>() : services).BuildServiceProvider();
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class OneLineWriter : IOfflineWriter
    {
        public string Write(ReadOnlyMemory<byte> api, CancellationToken cancellationToken) => "public class Offline;\n";
    }
}
