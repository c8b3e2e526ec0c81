namespace Workflows.Http;

/// <summary>The paths of the product's own routes, without the leading slash: hosts that map routes by attributes need constants.</summary>
public static class WorkflowsRoutes
{
    /// <summary>The list of all routes, as a page.</summary>
    public const string Index = "v1";

    /// <summary>The dashboard: its page, and the files that it loads.</summary>
    public const string Dashboard = "ui/{*path}";

    /// <summary>Starts <c>generate-tests</c>.</summary>
    public const string Generate = "v1/generate";

    /// <summary>Starts <c>implement-task</c>.</summary>
    public const string Implement = "v1/implement";

    /// <summary>Lists runs.</summary>
    public const string Runs = "v1/runs";

    /// <summary>One run.</summary>
    public const string Run = "v1/runs/{runId}";

    /// <summary>Takes back what a run committed.</summary>
    public const string RunRevert = "v1/runs/{runId}/revert";

    /// <summary>Starts a run that goes its own way from a step of this one.</summary>
    public const string RunFork = "v1/runs/{runId}/fork";

    /// <summary>The artifacts of a run.</summary>
    public const string Artifacts = "v1/runs/{runId}/artifacts";

    /// <summary>One artifact; its name may hold slashes.</summary>
    public const string Artifact = "v1/runs/{runId}/artifacts/{*name}";

    /// <summary>Whether the host is well.</summary>
    public const string Health = "healthz";

    /// <summary>The description of the API.</summary>
    public const string Description = "openapi.json";

    /// <summary>Who asks.</summary>
    public const string Me = "v1/me";

    /// <summary>Signs the dashboard in and out.</summary>
    public const string Session = "v1/session";

    /// <summary>Starts an instance of any orchestrator.</summary>
    public const string Start = "api/orchestrators/{name}";

    /// <summary>The same with a chosen id.</summary>
    public const string StartWithId = "api/orchestrators/{name}/{instanceId}";

    /// <summary>Lists gates.</summary>
    public const string Gates = "v1/gates";

    /// <summary>One gate.</summary>
    public const string Gate = "v1/gates/{gateId}";

    /// <summary>Decides at a gate.</summary>
    public const string GateDecisions = "v1/gates/{gateId}/decisions";

    /// <summary>The budgets of projects.</summary>
    public const string Budgets = "v1/budgets";

    /// <summary>The budgets of one project.</summary>
    public const string Budget = "v1/budgets/{user}/{project}";

    /// <summary>Adds to a budget of a project.</summary>
    public const string BudgetRaise = "v1/budgets/{user}/{project}/raise";

    /// <summary>The page of a signed link.</summary>
    public const string GateLink = "g/{token}";

    /// <summary>Takes signed decisions from other systems.</summary>
    public const string GateWebhook = "v1/webhooks/gates";

    /// <summary>Takes decisions from comments and reviews on GitHub.</summary>
    public const string GitHubWebhook = "v1/webhooks/github";

    /// <summary>Tells of the runs of a list as they change: server-sent events.</summary>
    public const string Events = "v1/events";

    /// <summary>Tells of one run as it changes: server-sent events.</summary>
    public const string RunEvents = "v1/runs/{runId}/events";

    /// <summary>Tells what a run did, and when.</summary>
    public const string Timeline = "v1/runs/{runId}/timeline";

    /// <summary>The agents of a run, with their turns and tool calls.</summary>
    public const string Agents = "v1/runs/{runId}/agents";

    /// <summary>Compares two artifacts of a run.</summary>
    public const string Diff = "v1/runs/{runId}/diff";

    /// <summary>Suspends, resumes, terminates, rewinds or restarts a run.</summary>
    public const string RunControl = "v1/runs/{runId}/{action}";

    /// <summary>The examples that come with the product.</summary>
    public const string Examples = "v1/examples";

    /// <summary>Everything that waits for a human.</summary>
    public const string Inbox = "v1/inbox";

    /// <summary>Decides at several gates.</summary>
    public const string InboxDecisions = "v1/inbox/decisions";

    /// <summary>What happened over a time.</summary>
    public const string Digest = "v1/digest";
}
