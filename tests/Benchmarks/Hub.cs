using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Domain.Client;
using Workflows.Domain.Orchestration;
using Workflows.Engine;

namespace Workflows.Benchmarks;

/// <summary>An engine with its default options, full durability included, and the workloads.</summary>
internal static class Hub
{
    public static readonly OrchestratorDefinition<int, int> Chain = new("chain");
    public static readonly OrchestratorDefinition<int, int> Waiter = new("waiter");
    public static readonly OrchestratorDefinition<int, int> SlowChain = new("slow-chain");

    private static readonly ActivityDefinition<int, int> Step = new("step");
    private static readonly ActivityDefinition<int, int> Slow = new("slow");

    public static Task<EmbeddedEngine> StartAsync(string path, Func<int, CancellationToken, Task<int>>? step = null, Func<int, CancellationToken, Task<int>>? slow = null)
    {
        var registry = new TaskRegistry()
            .AddActivity(Step, () => new LambdaActivity<int, int>(step ?? ((n, _) => Task.FromResult(n))))
            .AddActivity(Slow, () => new LambdaActivity<int, int>(slow ?? ((n, _) => Task.FromResult(n))))
            .AddOrchestrator(Chain, () => new LambdaOrchestrator<int, int>(RunChainAsync))
            .AddOrchestrator(SlowChain, () => new LambdaOrchestrator<int, int>(RunSlowChainAsync))
            .AddOrchestrator(Waiter, () => new LambdaOrchestrator<int, int>((context, _) => context.WaitForExternalEvent<int>("go")));
        var options = new TaskHubOptions { Path = path, Converter = new PayloadConverter(BenchmarkJson.Default.Options) };
        return EmbeddedEngine.StartAsync(options, registry, NullLoggerFactory.Instance);
    }

    /// <summary>Starts an instance and waits until it has completed.</summary>
    public static async Task CompleteAsync(OrchestrationClient client, OrchestratorDefinition<int, int> orchestrator, int input)
    {
        var started = await client.ScheduleNewInstanceAsync(orchestrator, input);
        await EndAsync(client, started.InstanceId);
    }

    /// <summary>Waits until the instance has completed.</summary>
    public static async Task EndAsync(OrchestrationClient client, string instanceId)
    {
        var ended = await client.WaitForCompletionAsync(instanceId);
        if (ended is not { RuntimeStatus: OrchestrationRuntimeStatus.Completed })
        {
            throw new InvalidOperationException($"'{instanceId}' did not complete: {ended?.RuntimeStatus} {ended?.Failure}");
        }
    }

    /// <summary>The id of the instance with a number.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"instance-{number:000000}");

    private static async Task<int> RunChainAsync(OrchestrationContext context, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await context.CallActivityAsync(Step, i);
        }

        return steps;
    }

    /// <summary>Five steps; the second is an activity of its own, which a process may hold up without holding up the others.</summary>
    private static async Task<int> RunSlowChainAsync(OrchestrationContext context, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await context.CallActivityAsync(i == 1 ? Slow : Step, i);
        }

        return steps;
    }
}
