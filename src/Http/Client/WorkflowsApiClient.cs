using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Domain.Orchestration;
using Workflows.Http.Contracts;

namespace Workflows.Http.Client;

/// <summary>
/// The typed client of the API. Expected refusals come back as problems; a host that cannot be reached throws <see cref="HttpRequestException"/>.
/// </summary>
public sealed class WorkflowsApiClient(HttpClient http)
{
    private const string Instances = "runtime/webhooks/durabletask/instances";

    /// <summary>Whether the host is well.</summary>
    public Task<ApiResult<Health>> HealthAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "healthz", null, HttpJson.Default.Health, cancellationToken);

    /// <summary>Starts a run for a document that is sent along.</summary>
    /// <param name="document">The document.</param>
    /// <param name="mediaType">Its media type: application/json or application/yaml.</param>
    /// <param name="options">How it is run; its <see cref="GenerateRequest.Url"/> is not used.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="runId">The id that the run is to have; null leaves it to the host.</param>
    public Task<ApiResult<AcceptedRun>> GenerateAsync(
        ReadOnlyMemory<byte> document, string mediaType, GenerateRequest options, CancellationToken cancellationToken, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var query = Query(
            ("baseUrl", options.BaseUrl),
            ("checkOnly", options.CheckOnly ? "true" : null),
            ("maxRounds", options.MaxRounds?.ToString(CultureInfo.InvariantCulture)),
            ("label", options.Label),
            ("commit", options.Commit),
            ("requestedBy", options.RequestedBy),
            ("runId", runId));
        var content = new ReadOnlyMemoryContent(document) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        return SendAsync(HttpMethod.Post, "v1/generate" + query, content, HttpJson.Default.AcceptedRun, cancellationToken);
    }

    /// <summary>Starts a run for a document that the host fetches.</summary>
    public Task<ApiResult<AcceptedRun>> GenerateAsync(GenerateRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "v1/generate", JsonContent(JsonSerializer.Serialize(request, HttpJson.Default.GenerateRequest)),
            HttpJson.Default.AcceptedRun, cancellationToken);

    /// <summary>Starts a run that implements a task.</summary>
    /// <param name="request">The task, and how it is run.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="runId">The id that the run is to have; null leaves it to the host.</param>
    public Task<ApiResult<AcceptedRun>> ImplementAsync(ImplementRequest request, CancellationToken cancellationToken, string? runId = null) =>
        SendAsync(HttpMethod.Post, "v1/implement" + Query(("runId", runId)), JsonContent(JsonSerializer.Serialize(request, HttpJson.Default.ImplementRequest)),
            HttpJson.Default.AcceptedRun, cancellationToken);

    /// <summary>The state of a run, at once or when it has changed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="wait">How long to wait for a change; zero answers at once.</param>
    /// <param name="changedSince">The <see cref="RunSummary.LastUpdatedAt"/> that the caller knows.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiResult<Run>> GetRunAsync(string runId, TimeSpan wait, DateTime? changedSince, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, RunPath(runId) + Query(
            ("waitSeconds", wait > TimeSpan.Zero ? ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
            ("changedSince", changedSince?.ToString("O", CultureInfo.InvariantCulture))), null, HttpJson.Default.Run, cancellationToken);

    /// <summary>One page of runs.</summary>
    public Task<ApiResult<RunList>> ListRunsAsync(
        string? status, string? workflow, string? prefix, int? top, string? continuation, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "v1/runs" + Query(
            ("status", status), ("workflow", workflow), ("prefix", prefix),
            ("top", top?.ToString(CultureInfo.InvariantCulture)), ("continuation", continuation)), null, HttpJson.Default.RunList, cancellationToken);

    /// <summary>What a run, or a part of one, did.</summary>
    public Task<ApiResult<RunTimeline>> GetTimelineAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, RunPath(runId) + "/timeline", null, HttpJson.Default.RunTimeline, cancellationToken);

    /// <summary>Takes back what a run committed, and waits a little until it is done.</summary>
    public Task<ApiResult<RevertRunAnswer>> RevertAsync(string runId, RevertRunRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, RunPath(runId) + "/revert", JsonContent(JsonSerializer.Serialize(request, HttpJson.Default.RevertRunRequest)),
            HttpJson.Default.RevertRunAnswer, cancellationToken);

    /// <summary>Starts a run that goes its own way from a step of another one.</summary>
    public Task<ApiResult<AcceptedRun>> ForkAsync(string runId, ForkRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, RunPath(runId) + "/fork", JsonContent(JsonSerializer.Serialize(request, HttpJson.Default.ForkRequest)),
            HttpJson.Default.AcceptedRun, cancellationToken);

    /// <summary>The budgets that the caller may see.</summary>
    public Task<ApiResult<BudgetList>> ListBudgetsAsync(string? user, string? project, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "v1/budgets" + Query(("user", user), ("project", project)), null, HttpJson.Default.BudgetList, cancellationToken);

    /// <summary>Sets the limits of a project.</summary>
    public Task<ApiResult<BudgetSummary>> SetBudgetAsync(string user, string project, BudgetLimitsRequest limits, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, BudgetPath(user, project), JsonContent(JsonSerializer.Serialize(limits, HttpJson.Default.BudgetLimitsRequest)), HttpJson.Default.BudgetSummary, cancellationToken);

    /// <summary>Adds to a budget of a project.</summary>
    public Task<ApiResult<BudgetRaiseAnswer>> RaiseBudgetAsync(string user, string project, BudgetRaiseRequest raise, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, BudgetPath(user, project) + "/raise", JsonContent(JsonSerializer.Serialize(raise, HttpJson.Default.BudgetRaiseRequest)), HttpJson.Default.BudgetRaiseAnswer, cancellationToken);

    /// <summary>The artifacts of a run.</summary>
    public Task<ApiResult<ArtifactList>> ListArtifactsAsync(string runId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, RunPath(runId) + "/artifacts", null, HttpJson.Default.ArtifactList, cancellationToken);

    /// <summary>The content of an artifact.</summary>
    public async Task<ApiResult<byte[]>> ReadArtifactAsync(string runId, string name, CancellationToken cancellationToken)
    {
        var path = RunPath(runId) + "/artifacts/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        using var response = await http.GetAsync(Relative(path), cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? new(body, null) : new(null, ProblemOf(response, body));
    }

    /// <summary>Gates, oldest first.</summary>
    /// <param name="all">Those that have ended, too.</param>
    /// <param name="runId">Only those of this run; null for all.</param>
    /// <param name="top">Most gates; null leaves it to the host.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiResult<GateList>> ListGatesAsync(bool all, string? runId, int? top, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "v1/gates" + Query(
            ("state", all ? "all" : null), ("runId", runId), ("top", top?.ToString(CultureInfo.InvariantCulture))), null, HttpJson.Default.GateList, cancellationToken);

    /// <summary>All of a gate.</summary>
    public Task<ApiResult<GateDetails>> GetGateAsync(string gateId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, GatePath(gateId), null, HttpJson.Default.GateDetails, cancellationToken);

    /// <summary>Decides at a gate.</summary>
    public Task<ApiResult<GateDecisionAnswer>> DecideAsync(string gateId, GateDecisionRequest decision, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, GatePath(gateId) + "/decisions", JsonContent(JsonSerializer.Serialize(decision, HttpJson.Default.GateDecisionRequest)),
            HttpJson.Default.GateDecisionAnswer, cancellationToken);

    /// <summary>What waits for a human, the most urgent first.</summary>
    public Task<ApiResult<Inbox>> ReadInboxAsync(int? top, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "v1/inbox" + Query(("top", top?.ToString(CultureInfo.InvariantCulture))), null, HttpJson.Default.Inbox, cancellationToken);

    /// <summary>Decides at several gates.</summary>
    public Task<ApiResult<BatchAnswer>> DecideAsync(BatchRequest decisions, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "v1/inbox/decisions", JsonContent(JsonSerializer.Serialize(decisions, HttpJson.Default.BatchRequest)),
            HttpJson.Default.BatchAnswer, cancellationToken);

    /// <summary>What happened over a time.</summary>
    /// <param name="since">How long ago (<c>24h</c>) or a time; null leaves it to the host.</param>
    /// <param name="until">A time; null for now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiResult<Digest>> ReadDigestAsync(string? since, string? until, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "v1/digest" + Query(("since", since), ("until", until)), null, HttpJson.Default.Digest, cancellationToken);

    /// <summary>The same as Markdown.</summary>
    /// <inheritdoc cref="ReadDigestAsync"/>
    public async Task<ApiResult<string>> ReadDigestTextAsync(string? since, string? until, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(Relative("v1/digest" + Query(("since", since), ("until", until), ("format", "markdown"))), cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? new(Encoding.UTF8.GetString(body), null) : new(null, ProblemOf(response, body));
    }

    /// <summary>An instance of any kind with its history, without the payloads.</summary>
    public Task<ApiResult<InstanceStatus>> GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, InstancePath(instanceId) + Query(("showHistory", "true"), ("showInput", "false")), null, HttpJson.Default.InstanceStatus, cancellationToken);

    /// <summary>Raises an external event.</summary>
    public Task<ApiResult<Unit>> RaiseEventAsync(string instanceId, string eventName, string? payload, CancellationToken cancellationToken) =>
        CommandAsync(InstancePath(instanceId) + "/raiseEvent/" + Uri.EscapeDataString(eventName), payload is null ? null : JsonContent(payload), cancellationToken);

    /// <summary>Changes the state of an instance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="verb">terminate, suspend, resume or rewind.</param>
    /// <param name="reason">Why; kept with the instance.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ApiResult<Unit>> ControlAsync(string instanceId, string verb, string? reason, CancellationToken cancellationToken) =>
        CommandAsync(InstancePath(instanceId) + "/" + verb + Query(("reason", reason)), null, cancellationToken);

    /// <summary>Starts an ended instance again.</summary>
    public Task<ApiResult<InstanceLinks>> RestartAsync(string instanceId, bool withNewId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, InstancePath(instanceId) + "/restart" + Query(("restartWithNewInstanceId", withNewId ? "true" : "false")),
            null, HttpJson.Default.InstanceLinks, cancellationToken);

    /// <summary>Purges one ended instance.</summary>
    public Task<ApiResult<PurgeAnswer>> PurgeAsync(string instanceId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, InstancePath(instanceId), null, HttpJson.Default.PurgeAnswer, cancellationToken);

    /// <summary>Purges every ended instance that was created before a time and has one of the statuses (in Durable's words, with commas).</summary>
    public Task<ApiResult<PurgeAnswer>> PurgeAsync(DateTimeOffset? createdBefore, string? runtimeStatus, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, Instances + Query(
            ("createdTimeTo", createdBefore?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)), ("runtimeStatus", runtimeStatus)),
            null, HttpJson.Default.PurgeAnswer, cancellationToken);

    private static string BudgetPath(string user, string project) => $"v1/budgets/{Uri.EscapeDataString(user)}/{Uri.EscapeDataString(project)}";

    private static string RunPath(string runId) => "v1/runs/" + Uri.EscapeDataString(runId);

    private static string GatePath(string gateId) => "v1/gates/" + Uri.EscapeDataString(gateId);

    private static string InstancePath(string instanceId) => Instances + "/" + Uri.EscapeDataString(instanceId);

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }

    private static StringContent JsonContent(string json) => new(json, Encoding.UTF8, "application/json");

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private async Task<ApiResult<Unit>> CommandAsync(string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Relative(path)) { Content = content };
        using var response = await http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? new(Unit.Value, null)
            : new(null, ProblemOf(response, await response.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    private async Task<ApiResult<T>> SendAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = new HttpRequestMessage(method, Relative(path)) { Content = content };
        using var response = await http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? new(JsonSerializer.Deserialize(body, type), null)
            : new(null, ProblemOf(response, body));
    }

    private static ProblemBody ProblemOf(HttpResponseMessage response, byte[] body)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            && JsonSerializer.Deserialize(body, HttpJson.Default.ProblemBody) is { } problem)
        {
            return problem;
        }

        var status = (int)response.StatusCode;
        return new ProblemBody("about:blank", response.ReasonPhrase ?? "Error", status, $"{response.RequestMessage?.RequestUri} answered {status} without problem details; is it a Workflows host?");
    }
}
