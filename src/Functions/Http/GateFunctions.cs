using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>
/// Gates, and the channels of decision. The gates themselves ask for a function key; signed links and webhooks bring their own proof, and
/// whoever has them has no key.
/// </summary>
public sealed class GateFunctions(ApiEndpoint api)
{
    /// <summary>Lists gates.</summary>
    [Function("ListGates")]
    public Task<IActionResult> ListGatesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Gates)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Gates, request, client);

    /// <summary>Tells all of a gate.</summary>
    [Function("GetGate")]
    public Task<IActionResult> GetGateAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Gate)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Gate, request, client);

    /// <summary>Decides at a gate.</summary>
    [Function("DecideGate")]
    public Task<IActionResult> DecideGateAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.GateDecisions)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.GateDecisions, request, client);

    /// <summary>Shows the page of a signed link, and decides by it.</summary>
    [Function("GateLink")]
    public Task<IActionResult> GateLinkAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = WorkflowsRoutes.GateLink)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.GateLink, request, client);

    /// <summary>Takes signed decisions of other systems.</summary>
    [Function("GateWebhook")]
    public Task<IActionResult> GateWebhookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = WorkflowsRoutes.GateWebhook)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.GateWebhook, request, client);

    /// <summary>Takes decisions from GitHub.</summary>
    [Function("GitHubWebhook")]
    public Task<IActionResult> GitHubWebhookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = WorkflowsRoutes.GitHubWebhook)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.GitHubWebhook, request, client);
}
