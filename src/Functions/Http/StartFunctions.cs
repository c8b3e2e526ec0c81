using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>Starts instances of any orchestrator. What manages them afterwards is the Durable Functions extension itself.</summary>
public sealed class StartFunctions(ApiEndpoint api)
{
    /// <summary>Starts an instance; the body is its input.</summary>
    [Function("StartInstance")]
    public Task<IActionResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.Start)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Start, request, client);

    /// <summary>The same with a chosen id.</summary>
    [Function("StartInstanceWithId")]
    public Task<IActionResult> StartWithIdAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.StartWithId)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.StartWithId, request, client);
}
