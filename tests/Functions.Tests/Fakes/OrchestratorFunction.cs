using System.Text.Json;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Orchestration;

namespace Workflows.Functions.Tests.Fakes;

/// <summary>Runs an orchestrator function on the embedded engine, as the worker runs it for the host.</summary>
internal sealed class OrchestratorFunction(Func<FakeTaskOrchestrationContext, Task<object?>> function, SerializerShim json, ILoggerFactory loggers)
    : IOrchestrator<JsonElement?, JsonElement?>
{
    public async Task<JsonElement?> RunAsync(OrchestrationContext context, JsonElement? input)
    {
        var fake = new FakeTaskOrchestrationContext(context, input, json, loggers);
        // The status of the execution before is gone.
        fake.SetCustomStatus(null);
        try
        {
            var run = function(fake);
            await await Task.WhenAny(run, fake.Broken);
            return json.Element(await run);
        }
        catch (Microsoft.DurableTask.TaskFailedException failed)
        {
            throw RecordedFailure.Carry(failed);
        }
        finally
        {
            await fake.AllClosedAsync();
        }
    }
}
