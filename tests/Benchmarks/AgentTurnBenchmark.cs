using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Agents;
using Workflows.Activities.Artifacts;
using Workflows.Activities.Audit;
using Workflows.Activities.Budgets;
using Workflows.Activities.Models;
using Workflows.Activities.Tools;
using Workflows.Domain.Agents;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Serialization;
using Workflows.Domain.Workspaces;
using Workflows.Engine;

namespace Workflows.Benchmarks;

/// <summary>
/// An agent of 500 turns with the real activities: conversation, records, budget books and audit log, all durable as in a host. The service is within the
/// process, and the tool does nothing; so what lies between two questions is what a turn costs.
/// </summary>
internal static class AgentTurnBenchmark
{
    // A host runs for days: its code is compiled for good when a turn is looked at, which takes the runtime some ten seconds of turns.
    private const int WarmUp = 4000;
    private const int Turns = 501;
    private const string Run = "bench";

    public static async Task<List<double>> MeasureAsync(BenchmarkFolder folder)
    {
        var model = new CannedModel();
        await using var services = Services(folder, model);
        var store = services.GetRequiredService<IArtifactStore>();
        var text = await store.WriteAsync(Run, "text.md", "You write code, and you are careful."u8.ToArray(), "text/markdown", default);
        var output = await store.WriteAsync(Run, "output.txt", new byte[1500].Select(_ => (byte)'x').ToArray(), "text/plain", default);
        var state = new WorkspaceState(output, 12, 34_000);
        var registry = new TaskRegistry()
            .AddOrchestrator(AgentOrchestrator.Definition, () => new AgentOrchestrator())
            .AddActivity(AgentActivities.ChooseAgent, () => services.GetRequiredKeyedService<IActivity<AgentChoice, ChosenAgent>>(AgentActivities.ChooseAgent.Name))
            .AddActivity(AgentActivities.AskAgent, () => services.GetRequiredKeyedService<IActivity<AgentTurnInput, AgentTurn>>(AgentActivities.AskAgent.Name))
            .AddActivity(AgentActivities.CallTool, () => new LambdaActivity<ToolCallInput, ToolResult>(
                input => new ToolResult(input.Call.Index, input.Call.Name, output, false, "fs_read workspace/src/Greeter/Greeter.cs (40 lines)", 0, state)));
        var options = new TaskHubOptions { Path = folder.File("agents.db"), Converter = new PayloadConverter(WorkflowJson.Default.Options) };
        await using var engine = await EmbeddedEngine.StartAsync(options, registry, NullLoggerFactory.Instance);
        foreach (var (turns, agent) in new[] { (WarmUp, "warm-up"), (Turns, "implementer-1") })
        {
            model.Asked.Clear();
            var role = new AgentRole("implementer", ["fs_read"], new WriteScope(["workspace"], []), new AgentLimits { MaxTurns = turns });
            var started = await engine.Client.ScheduleNewInstanceAsync(AgentOrchestrator.Definition, new AgentInput(Run, agent, 1, role, text, text, state));
            var ended = await engine.Client.WaitForCompletionAsync(started.InstanceId);
            if (ended?.Output is not { } result || JsonSerializer.Deserialize(result, WorkflowJson.Default.AgentResult) is not { End: AgentEnd.TurnLimit })
            {
                throw new InvalidOperationException($"The agent did not make its turns: {ended?.Output} {ended?.Failure}");
            }
        }

        return [.. model.Asked.Zip(model.Asked.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds)];
    }

    private static ServiceProvider Services(BenchmarkFolder folder, CannedModel model)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["USE_REAL_LLM"] = "true",
            ["LLM_API_KEY"] = "sk-benchmark",
            ["LLM_BASE_URL"] = "http://127.0.0.1:1/v1",
            ["LLM_MODEL"] = "canned",
            ["Artifacts:Folder"] = folder.File("artifacts"),
            ["Audit:Folder"] = folder.File("audit"),
            ["Budgets:Folder"] = folder.File("budgets"),
        }).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddArtifacts(configuration)
            .AddAudit(configuration)
            .AddBudgets(configuration)
            .AddModels(configuration)
            .AddAgents(configuration)
            .AddSingleton<IToolCatalog, OneTool>();
        return services.AddSingleton(new ModelHttp(model)).BuildServiceProvider();
    }

    private sealed class OneTool : IToolCatalog
    {
        private static readonly ToolDefinition[] _tools = [new("fs_read", "Reads a file.", """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}""")];

        public IReadOnlyList<ToolDefinition> Of(IReadOnlyList<string> names) => _tools;
    }
}
