using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>
/// The product's own routes. All ask for a function key but those of probes, which have none, and what tells nothing of anybody's data: the
/// description and the list of the API, and the files of the dashboard.
/// </summary>
public sealed class ProductFunctions(ApiEndpoint api)
{
    /// <summary>Starts <c>generate-tests</c>.</summary>
    [Function("Generate")]
    public Task<IActionResult> GenerateAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.Generate)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Generate, request, client);

    /// <summary>Starts <c>implement-task</c>.</summary>
    [Function("Implement")]
    public Task<IActionResult> ImplementAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.Implement)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Implement, request, client);

    /// <summary>Lists runs.</summary>
    [Function("ListRuns")]
    public Task<IActionResult> ListRunsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Runs)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Runs, request, client);

    /// <summary>Tells the state of a run.</summary>
    [Function("GetRun")]
    public Task<IActionResult> GetRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Run)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Run, request, client);

    /// <summary>Takes back what a run committed.</summary>
    [Function("RevertRun")]
    public Task<IActionResult> RevertRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.RunRevert)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.RunRevert, request, client);

    /// <summary>Lists the artifacts of a run.</summary>
    [Function("ListArtifacts")]
    public Task<IActionResult> ListArtifactsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Artifacts)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Artifacts, request, client);

    /// <summary>Serves an artifact.</summary>
    [Function("GetArtifact")]
    public Task<IActionResult> GetArtifactAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Artifact)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Artifact, request, client);

    /// <summary>Says whether the host and its store are well.</summary>
    [Function("Health")]
    public Task<IActionResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WorkflowsRoutes.Health)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Health, request, client);

    /// <summary>Describes the API.</summary>
    [Function("DescribeApi")]
    public Task<IActionResult> DescribeApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WorkflowsRoutes.Description)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Description, request, client);

    /// <summary>Lists the routes.</summary>
    [Function("Index")]
    public Task<IActionResult> IndexAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WorkflowsRoutes.Index)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Index, request, client);

    /// <summary>Serves the dashboard.</summary>
    [Function("Dashboard")]
    public Task<IActionResult> DashboardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = WorkflowsRoutes.Dashboard)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Dashboard, request, client);
}
