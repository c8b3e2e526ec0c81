using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflows.Http;

namespace Workflows.Functions.Http;

/// <summary>What a person looks at, and what they do there: live updates, timelines, differences, the inbox, the digest, the control of runs.</summary>
public sealed class ViewFunctions(ApiEndpoint api)
{
    /// <summary>Tells of a run as it changes. The host looks once a second, for as long as somebody listens.</summary>
    [Function("ListenToRun")]
    public Task<IActionResult> ListenToRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.RunEvents)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.RunEvents, request, client);

    /// <summary>Tells of the newest runs as they change. The host looks every five seconds, for as long as somebody listens.</summary>
    [Function("ListenToRuns")]
    public Task<IActionResult> ListenToRunsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Events)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Events, request, client);

    /// <summary>Tells of the agents of a run.</summary>
    [Function("GetAgents")]
    public Task<IActionResult> GetAgentsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Agents)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Agents, request, client);

    /// <summary>Tells what a run did, and when.</summary>
    [Function("GetTimeline")]
    public Task<IActionResult> GetTimelineAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Timeline)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Timeline, request, client);

    /// <summary>Compares two artifacts of a run.</summary>
    [Function("DiffArtifacts")]
    public Task<IActionResult> DiffArtifactsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Diff)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Diff, request, client);

    /// <summary>Suspends, resumes, terminates, rewinds or restarts a run.</summary>
    [Function("ControlRun")]
    public Task<IActionResult> ControlRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.RunControl)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.RunControl, request, client);

    /// <summary>Says that this host cannot fork, and what to do.</summary>
    [Function("ForkRun")]
    public Task<IActionResult> ForkRunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.RunFork)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.RunFork, request, client);

    /// <summary>Says that this host has no examples, and what to do.</summary>
    [Function("Examples")]
    public Task<IActionResult> ExamplesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", "post", Route = WorkflowsRoutes.Examples)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Examples, request, client);

    /// <summary>Lists what waits for a human.</summary>
    [Function("ReadInbox")]
    public Task<IActionResult> ReadInboxAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Inbox)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Inbox, request, client);

    /// <summary>Decides at several gates.</summary>
    [Function("DecideGates")]
    public Task<IActionResult> DecideGatesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = WorkflowsRoutes.InboxDecisions)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.InboxDecisions, request, client);

    /// <summary>Tells what happened over a time.</summary>
    [Function("ReadDigest")]
    public Task<IActionResult> ReadDigestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = WorkflowsRoutes.Digest)] HttpRequest request,
        [DurableClient] DurableTaskClient client) => api.AnswerAsync(WorkflowsRoutes.Digest, request, client);
}
