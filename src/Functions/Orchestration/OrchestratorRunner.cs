using Microsoft.DurableTask;
using Workflows.Domain.Orchestration;
using Workflows.Functions.Hosting;

namespace Workflows.Functions.Orchestration;

/// <summary>Runs an orchestrator of the port on Durable Functions.</summary>
internal static class OrchestratorRunner
{
    /// <summary>Runs, or replays, the orchestrator from its start.</summary>
    public static Task<TOutput> RunAsync<TInput, TOutput>(
        this TaskOrchestrationContext context, IOrchestrator<TInput, TOutput> orchestrator, TInput input) =>
        RunAsync(context, WorkflowSerializer.Converter, PayloadLimit.DefaultBytes, port => orchestrator.RunAsync(port, input));

    /// <summary>The same for any code that is written against the port.</summary>
    /// <exception cref="Microsoft.DurableTask.TaskFailedException">A task failed, and the orchestrator did not catch it.</exception>
    /// <exception cref="PayloadTooLargeException">The output is over the limit.</exception>
    public static async Task<TOutput> RunAsync<TOutput>(
        TaskOrchestrationContext context, PayloadConverter converter, int maxPayloadBytes, Func<OrchestrationContext, Task<TOutput>> run)
    {
        var port = new DurableOrchestrationContext(context, converter, maxPayloadBytes);
        try
        {
            var output = await run(port);
            PayloadLimit.Check(converter.Serialize(output), maxPayloadBytes, "The output of", context.Name.Name);
            return output;
        }
        catch (Exception exception) when (Failures.ToEngine(exception, context.Name.Name, context.Parent is not null) is var told && told != exception)
        {
            throw told;
        }
        finally
        {
            port.End();
        }
    }
}
