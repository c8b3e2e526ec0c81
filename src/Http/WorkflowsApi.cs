using Microsoft.Extensions.Logging;
using Workflows.Domain.Artifacts;
using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Forks;
using Workflows.Domain.Orchestration;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;
using Workflows.Http.Agents;
using Workflows.Http.Budgets;
using Workflows.Http.Dashboard;
using Workflows.Http.Digests;
using Workflows.Http.Examples;
using Workflows.Http.Forks;
using Workflows.Http.Gates;
using Workflows.Http.Gates.Pages;
using Workflows.Http.Gates.Webhooks;
using Workflows.Http.Inboxes;
using Workflows.Http.Live;
using Workflows.Http.Management;
using Workflows.Http.Product;
using Workflows.Http.Reverts;
using Workflows.Http.Timelines;

namespace Workflows.Http;

/// <summary>The HTTP surface: every route with its handler, over whichever engine and store stand behind. Hosts map it; nothing in it knows them.</summary>
public sealed class WorkflowsApi
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    private readonly OrchestrationClient _hub;
    private readonly IInstanceLinks _links;
    private readonly TaskRegistry _registry;
    private readonly IArtifactStore _store;
    private readonly HostDescription _host;
    private readonly ChosenIds _chosenIds;
    private readonly GateChannels _channels;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ApiDoor _door;
    private readonly IBudgets? _budgets;
    private readonly IForkOverlays? _forks;

    /// <summary>Puts the surface together. That is cheap: a host whose client belongs to one request makes one for each.</summary>
    public WorkflowsApi(
        OrchestrationClient client, IInstanceLinks links, TaskRegistry registry, IArtifactStore artifacts,
        HttpApiOptions options, HostDescription host, ChosenIds chosenIds, GateChannels channels, TimeProvider time, ILogger<WorkflowsApi> logger, ApiDoor? door = null,
        IBudgets? budgets = null, IForkOverlays? forks = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(channels);
        Options = options;
        (_hub, _links, _registry, _store, _host) = (client, links, registry, artifacts, host);
        (_chosenIds, _channels, _time, _logger, _door) = (chosenIds, channels, time, logger, door ?? new ApiDoor(null, time));
        (_budgets, _forks) = (budgets, forks);
        Routes = Table(Caller.Local);
    }

    // What a caller can name is what its view of hub and store can name, whatever a handler does with it.
    private IReadOnlyList<ApiRoute> Table(Caller caller)
    {
        var (client, artifacts) = (new OwnedClient(_hub, caller), new OwnedArtifacts(_store, caller));
        var (links, registry, options, host) = (_links, _registry, Options, _host);
        var (chosenIds, channels, time) = (_chosenIds, _channels, _time);
        var generate = new GenerateHandler(client, artifacts, chosenIds, options, time);
        var implement = new ImplementHandler(client, artifacts, chosenIds, new FolderRuns(client, _host), options, time);
        var start = new StartHandler(client, registry, links, options, time);
        var status = new StatusHandler(client, links);
        var control = new ControlHandler(client, start, options, time);
        var purge = new PurgeHandler(client, artifacts);
        // A revert is its run's owner's, whoever asks for it; the run itself is read in the caller's view.
        var reverts = new RevertReader(_hub);
        var revert = new RevertHandler(client, new RevertDesk(_hub, reverts, chosenIds, options, host, time), options, time);
        var runs = new RunsHandler(client, artifacts, new ResultsReader(artifacts), reverts, _budgets, options, host, time);
        var stored = new ArtifactsHandler(client, artifacts);
        var self = new HostHandler(_hub, host, time);
        var gates = new GateReader(client);
        var desk = new GateDesk(client, gates, options, host, time);
        var asked = new GatesHandler(gates, desk, new ForkOrigins(_forks is null ? null : client), options, time);
        var budgets = new BudgetsHandler(client, _budgets, options, time);
        var session = new SessionHandler(_door, options, time);
        // What brings a proof of its own is nobody's request: the link or the signature says what it may touch.
        var proven = new GateReader(_hub);
        var provenDesk = new GateDesk(_hub, proven, options, host, time);
        var pages = new GatePageHandler(channels.Links, proven, provenDesk, new ShownItems(_store), options, time);
        var webhook = new GateWebhookHandler(channels, provenDesk, options, time);
        var gitHub = new GitHubHandler(channels, proven, provenDesk, options, time);
        var live = new LiveAnswer(host, time, _logger, caller.KeyId);
        var runEvents = new RunEventsHandler(client, live, time);
        var listEvents = new ListEventsHandler(client, live, time);
        var timelines = new TimelineHandler(client, gates, time);
        var agents = new AgentsHandler(client, time);
        var diffs = new DiffHandler(artifacts);
        var inboxes = new InboxReader(client, gates, time);
        var inbox = new InboxHandler(inboxes, asked, options, time);
        var digest = new DigestHandler(new DigestReader(client, inboxes, reverts, time), time);
        var fork = new ForkHandler(client, _forks, _chosenIds, options, time);
        var runControl = new RunControlHandler(client, options, time);
        var examples = new ExamplesHandler(options.Examples, generate, options, time);
        return
        [
            new("POST", "/" + WorkflowsRoutes.Generate, ApiAccess.Run, "Generates tests from an OpenAPI document (the body, or a JSON body with its url)", generate.GenerateAsync),
            new("POST", "/" + WorkflowsRoutes.Implement, ApiAccess.Run, "Implements a task (a JSON body with a folder, or files and a text)", implement.ImplementAsync),
            new("GET", "/" + WorkflowsRoutes.Runs, ApiAccess.Read, "Lists runs (status, workflow, prefix, search, createdFrom, createdTo, top, continuation)", runs.ListAsync),
            new("GET", "/" + WorkflowsRoutes.Run, ApiAccess.Read, "Tells the state of a run (waitSeconds and changedSince wait for a change)", runs.GetAsync),
            new("GET", "/" + WorkflowsRoutes.RunEvents, ApiAccess.Read, "Tells of a run whenever it changes: server-sent events", runEvents.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Events, ApiAccess.Read, "Tells of the newest runs whenever one changes: server-sent events (the filters of the list)", listEvents.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Timeline, ApiAccess.Read, "Tells what a run did, when, how often, and what it waits for", timelines.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Agents, ApiAccess.Read, "Tells of the agents of a run: turns, tool calls, what they used (agent, turns=false)", agents.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Diff, ApiAccess.Read, "Compares two artifacts of a run (from, to, format=unified)", diffs.HandleAsync),
            // Before the actions of a run: a handler in process takes the first route that fits.
            new("POST", "/" + WorkflowsRoutes.RunRevert, ApiAccess.Decide, "Takes back what a run committed", revert.RevertAsync),
            new("POST", "/" + WorkflowsRoutes.RunFork, ApiAccess.Run, "Starts a run that goes its own way from a step of this one (from, prompt, model, answer)", fork.ForkAsync),
            new("POST", "/" + WorkflowsRoutes.RunControl, ApiAccess.Run, "Suspends, resumes, terminates, rewinds or restarts a run", runControl.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Examples, ApiAccess.Read, "Lists the examples that this host can start", examples.ListAsync),
            new("POST", "/" + WorkflowsRoutes.Examples, ApiAccess.Run, "Starts examples (example, gate)", examples.StartAsync),
            new("GET", "/" + WorkflowsRoutes.Artifacts, ApiAccess.Read, "Lists the artifacts of a run", stored.ListAsync),
            new("GET", "/" + WorkflowsRoutes.Artifact, ApiAccess.Read, "Serves an artifact", stored.GetAsync),
            new("GET", "/" + WorkflowsRoutes.Gates, ApiAccess.Read, "Lists the gates that wait for a decision, oldest first (state=all, runId, top)", asked.ListAsync),
            new("GET", "/" + WorkflowsRoutes.Gate, ApiAccess.Read, "Tells all of a gate", asked.GetAsync),
            new("POST", "/" + WorkflowsRoutes.GateDecisions, ApiAccess.Decide, "Decides at a gate", asked.DecideAsync),
            new("GET", "/" + WorkflowsRoutes.Inbox, ApiAccess.Read, "Lists what waits for a human, the most urgent first (runId, top)", inbox.ListAsync),
            new("POST", "/" + WorkflowsRoutes.InboxDecisions, ApiAccess.Decide, "Decides at several gates at once", inbox.DecideAsync),
            new("GET", "/" + WorkflowsRoutes.Digest, ApiAccess.Read, "Tells what happened since (since, until, format=markdown)", digest.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Budgets, ApiAccess.Read, "Tells what the budgets of projects allow and what was spent (user, project)", budgets.ListAsync),
            new("PUT", "/" + WorkflowsRoutes.Budget, ApiAccess.Admin, "Sets the limits of a project", budgets.SetAsync),
            new("POST", "/" + WorkflowsRoutes.BudgetRaise, ApiAccess.Admin, "Adds to a budget of a project, and lets the runs go on that wait for it", budgets.RaiseAsync),
            new("GET", "/" + WorkflowsRoutes.GateLink, ApiAccess.Public, "The page of a signed link; it decides nothing", pages.ShowAsync),
            new("POST", "/" + WorkflowsRoutes.GateLink, ApiAccess.Public, "Decides by a signed link", pages.DecideAsync),
            new("POST", "/" + WorkflowsRoutes.GateWebhook, ApiAccess.Public, "Takes signed decisions from other systems", webhook.HandleAsync),
            new("POST", "/" + WorkflowsRoutes.GitHubWebhook, ApiAccess.Public, "Takes decisions from comments and reviews on GitHub", gitHub.HandleAsync),
            new("GET", "/" + WorkflowsRoutes.Health, ApiAccess.Public, "Says whether the host and its store are well", self.HealthAsync),
            new("GET", "/" + WorkflowsRoutes.Description, ApiAccess.Public, "Describes this API", (request, _) => Task.FromResult(ApiDescription.Get(request, host.Version))),
            new("GET", "/" + WorkflowsRoutes.Index, ApiAccess.Public, "This page", (_, _) => Task.FromResult(HostHandler.Index(Routes!))),
            new("GET", "/", ApiAccess.Public, "Leads to the dashboard", (_, _) => Task.FromResult(DashboardHandler.Root())),
            new("GET", "/" + WorkflowsRoutes.Dashboard, ApiAccess.Public, "The dashboard, and the files that it loads", (request, _) => Task.FromResult(DashboardHandler.Get(request))),
            new("GET", "/" + WorkflowsRoutes.Me, ApiAccess.Public, "Tells who asks", session.MeAsync),
            new("POST", "/" + WorkflowsRoutes.Session, ApiAccess.Public, "Signs in with a key; the answer sets a cookie", session.SignInAsync),
            new("DELETE", "/" + WorkflowsRoutes.Session, ApiAccess.Public, "Signs out", SessionHandler.SignOutAsync),
            new("POST", "/" + WorkflowsRoutes.Start, ApiAccess.Admin, "Starts an instance; the body is its input", start.StartAsync),
            new("POST", "/" + WorkflowsRoutes.StartWithId, ApiAccess.Admin, "Starts an instance with a chosen id", start.StartAsync),
            new("POST", "/runtime/webhooks/durabletask/orchestrators/{name}", ApiAccess.Admin, "The same by the address that Durable Functions uses", start.StartAsync),
            new("POST", "/runtime/webhooks/durabletask/orchestrators/{name}/{instanceId}", ApiAccess.Admin, "The same with a chosen id", start.StartAsync),
            new("GET", Instances, ApiAccess.Read, "Lists instances (runtimeStatus, name, createdTimeFrom, createdTimeTo, instanceIdPrefix, top, showInput)", status.ListAsync),
            new("DELETE", Instances, ApiAccess.Admin, "Purges ended instances (runtimeStatus, createdTimeFrom, createdTimeTo)", purge.PurgeManyAsync),
            new("GET", Instances + "/{instanceId}", ApiAccess.Read, "Tells the status of an instance (showHistory, showHistoryOutput, showInput)", status.GetAsync),
            new("DELETE", Instances + "/{instanceId}", ApiAccess.Run, "Purges an ended instance", purge.PurgeOneAsync),
            new("POST", Instances + "/{instanceId}/raiseEvent/{eventName}", ApiAccess.Run, "Raises an external event; the body is its payload", control.RaiseEventAsync),
            new("POST", Instances + "/{instanceId}/terminate", ApiAccess.Run, "Ends an instance (reason)", control.TerminateAsync),
            new("POST", Instances + "/{instanceId}/suspend", ApiAccess.Run, "Pauses an instance (reason)", control.SuspendAsync),
            new("POST", Instances + "/{instanceId}/resume", ApiAccess.Run, "Lets a paused instance go on (reason)", control.ResumeAsync),
            new("POST", Instances + "/{instanceId}/rewind", ApiAccess.Run, "Takes a failed instance back to before its failure (reason)", control.RewindAsync),
            new("POST", Instances + "/{instanceId}/restart", ApiAccess.Run, "Starts an ended instance again (restartWithNewInstanceId)", control.RestartAsync),
        ];
    }

    /// <summary>Every route.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; }

    /// <summary>The limits.</summary>
    public HttpApiOptions Options { get; }

    /// <summary>Whether callers need a key.</summary>
    internal ApiDoor Door => _door;

    /// <summary>Answers a request that came off the network: first it is told who asks.</summary>
    public async Task<ApiResponse> ServeAsync(ApiRoute route, ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(request);
        Admission admission;
        try
        {
            admission = await _door.AdmitAsync(request, route.Access, cancellationToken);
        }
        catch (ApiKeysException exception)
        {
            _logger.StoreFailed(exception, request.Method, route.Pattern);
            return ApiResponse.Problem(503, "Service Unavailable", "The keys of this host cannot be read, so nobody is let in. Its log says why.").With("Retry-After", "5");
        }

        return admission.Refusal ?? await AnswerAsync(route, request with { Caller = admission.Caller }, cancellationToken);
    }

    /// <summary>Answers a request on one of the routes. What goes wrong becomes problem details; nothing but a cancellation is thrown.</summary>
    public async Task<ApiResponse> AnswerAsync(ApiRoute route, ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return await HandlerOf(route, request.Caller)(request, cancellationToken);
        }
        catch (PayloadTooLargeException exception)
        {
            return ApiResponse.Problem(413, "Content Too Large", exception.Message);
        }
        catch (ArgumentException exception)
        {
            // An id or a token that the engine or the store does not take; its message says why.
            return ApiResponse.Problem(400, "Bad Request", WithoutParameter(exception));
        }
        catch (Exception exception) when (Options.StatusOfFailure(exception) is { } status)
        {
            _logger.StoreFailed(exception, request.Method, route.Pattern);
            return ApiResponse.Problem(status, status == 507 ? "Insufficient Storage" : "Service Unavailable", exception.Message).With("Retry-After", "5");
        }
        catch (ObjectDisposedException)
        {
            return ApiResponse.Problem(503, "Stopping", "The host is stopping. Nothing was started; try again when it is back.").With("Retry-After", "5");
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            _logger.RequestFailed(exception, request.Method, route.Pattern);
            return ApiResponse.Problem(500, "Internal Server Error", $"{exception.Message} The log of the host says more.");
        }
    }

    private Func<ApiRequest, CancellationToken, Task<ApiResponse>> HandlerOf(ApiRoute route, Caller caller) =>
        !caller.May(route.Access) ? (_, _) => Task.FromResult(Forbidden(route, caller))
        : ReferenceEquals(caller, Caller.Local) ? route.Handler
        : Table(caller).First(own => own.Pattern == route.Pattern && own.Method == route.Method).Handler;

    private static ApiResponse Forbidden(ApiRoute route, Caller caller) => ApiResponse.Problem(403, "Forbidden",
        $"{route.Method} {route.Pattern} needs a key with the scope '{route.Access.ToString().ToLowerInvariant()}'; this one has {string.Join(", ", caller.Scopes).ToLowerInvariant()}.");

    // The name of our parameter says nothing to the caller.
    private static string WithoutParameter(ArgumentException exception) =>
        exception.ParamName is { } name ? exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : exception.Message;
}
