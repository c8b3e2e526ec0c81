using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Orchestration;
using Workflows.Functions.Client;
using Workflows.Functions.Hosting;
using Workflows.Http;
using Workflows.Http.Access;
using Workflows.Http.Gates;
using Workflows.Http.Hosting;
using Workflows.Http.Product;

namespace Workflows.Functions.Http;

/// <summary>Answers a function call by the shared handlers. The client comes with the call, so the API is put together for each.</summary>
public sealed class ApiEndpoint(
    TaskRegistry registry, IArtifactStore artifacts, HttpApiOptions options, HostDescription host, ChosenIds chosenIds, GateChannels channels, TimeProvider time,
    ILogger<WorkflowsApi> logger, ApiDoor? door = null, IBudgets? budgets = null)
{
    /// <summary>Answers a request on one of the <see cref="WorkflowsRoutes"/>.</summary>
    public async Task<IActionResult> AnswerAsync(string route, HttpRequest request, DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(request);
        var api = new WorkflowsApi(
            new DurableOrchestrationClient(client, registry, WorkflowSerializer.Converter, options.MaxPayloadBytes, time),
            new HostInstanceLinks(client), registry, artifacts, options, host, chosenIds, channels, time, logger, door, budgets);
        var context = request.HttpContext;
        // A link's page has two methods on one path; HEAD is a GET without its body.
        var method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        return new ApiAnswer(await api.ServeAsync(
            api.Routes.First(known => known.Pattern == "/" + route && known.Method == method), context.ToApiRequest(options.PublicBaseUrl), context.RequestAborted));
    }
}
