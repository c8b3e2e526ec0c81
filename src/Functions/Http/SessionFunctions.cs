using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>Says who asks, and signs browsers in. Open to everybody: whoever has no key yet must get as far as this.</summary>
public sealed class SessionFunctions(ApiEndpoint api)
{
    /// <summary>Tells who asks.</summary>
    [Function("Me")]
    public Task<IActionResult> MeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WorkflowsRoutes.Me)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Me, request, client);

    /// <summary>Signs in and out.</summary>
    [Function("Session")]
    public Task<IActionResult> SessionAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "delete", Route = WorkflowsRoutes.Session)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Session, request, client);
}
