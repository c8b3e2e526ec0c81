using Workflows.Domain.Budgets;
using Workflows.Domain.Client;
using Workflows.Domain.Tenancy;
using Workflows.Http.Access;
using Workflows.Http.Contracts;

namespace Workflows.Http.Budgets;

/// <summary>Tells of the budgets of projects, and changes them.</summary>
internal sealed class BudgetsHandler(OrchestrationClient client, IBudgets? budgets, HttpApiOptions options, TimeProvider time)
{
    private const string LimitsExample = "{\"run\": {\"tokens\": 200000, \"usd\": null}, \"month\": {\"tokens\": null, \"usd\": 20.5}}";
    private const string RaiseExample = "{\"scope\": \"month\", \"usd\": 2.5}";
    private const int MostName = 100;
    private const decimal MostUsd = 1_000_000_000;
    private const long MostTokens = 1_000_000_000_000;

    private readonly WaitingRuns _waiting = new(client, exception => options.StatusOfFailure(exception) is not null);

    public async Task<ApiResponse> ListAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request);
        query.Only("user", "project");
        var (user, project) = (query.Text("user"), query.Text("project"));
        if (query.Problem is { } problem)
        {
            return ApiResponse.Problem(400, "Bad query", problem);
        }

        var list = new List<BudgetSummary>();
        foreach (var owner in await VisibleAsync(request.Caller, cancellationToken))
        {
            if ((user is null || owner.User == user) && (project is null || owner.Project == project))
            {
                list.Add(await SummaryAsync(owner, cancellationToken));
            }
        }

        return ApiResponse.Json(200, new BudgetList(list), HttpJson.Default.BudgetList).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> SetAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (Project(request, out var project) is { } unknown)
        {
            return unknown;
        }

        var (asked, refusal) = await BudgetBody.ReadAsync(request, HttpJson.Default.BudgetLimitsRequest, LimitsExample, options, time, cancellationToken);
        if (asked is null)
        {
            return refusal!;
        }

        BudgetLimit?[] limits = [asked.Run, asked.Project, asked.Month];
        var toDefault = asked.Default == true;
        if (toDefault == limits.Any(limit => limit is not null))
        {
            return NotAcceptable($"Send the limits, such as {LimitsExample}, or {{\"default\": true}} for those of the settings, and not both.");
        }

        if (limits.Any(limit => limit is { Tokens: < 0 or > MostTokens } or { Usd: < 0 or > MostUsd }))
        {
            return NotAcceptable($"A limit is at least 0, and at most {MostTokens} tokens and {MostUsd} US dollars; null is no limit.");
        }

        if (NameProblem(request, asked.By) is { } problem)
        {
            return problem;
        }

        await budgets!.SetLimitsAsync(
            project!, toDefault ? null : new BudgetLimits(asked.Run ?? BudgetLimit.None, asked.Project ?? BudgetLimit.None, asked.Month ?? BudgetLimit.None),
            By(request, asked.By), cancellationToken);
        if (await _waiting.TellAsync(await budgets.WaitingAsync(project!, CancellationToken.None)) is null)
        {
            return ApiResponse.Problem(503, "Service Unavailable", "The limits were set, and some of the runs that wait could not be told. Send the same once more.").With("Retry-After", "5");
        }

        return ApiResponse.Json(200, await SummaryAsync(project!, cancellationToken), HttpJson.Default.BudgetSummary).With("Cache-Control", "no-store");
    }

    public async Task<ApiResponse> RaiseAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (Project(request, out var project) is { } unknown)
        {
            return unknown;
        }

        var (asked, refusal) = await BudgetBody.ReadAsync(request, HttpJson.Default.BudgetRaiseRequest, RaiseExample, options, time, cancellationToken);
        if (asked is null)
        {
            return refusal!;
        }

        BudgetScope? scope = asked.Scope?.ToLowerInvariant() switch { "project" => BudgetScope.Project, "month" => BudgetScope.Month, _ => null };
        if (scope is null)
        {
            return NotAcceptable("'scope' is project or month. The budget of a single run is raised at its gate.");
        }

        var amount = new BudgetAmount(asked.Tokens ?? 0, asked.Usd ?? 0);
        if (BudgetTopUp.Problem(amount) is { } wrong)
        {
            return NotAcceptable($"{wrong} Send for example {RaiseExample}.");
        }

        if (asked.Id is { Length: 0 or > MostName })
        {
            return NotAcceptable($"'id' has 1 to {MostName} characters.");
        }

        if (NameProblem(request, asked.By) is { } problem)
        {
            return problem;
        }

        var id = asked.Id ?? Guid.NewGuid().ToString("N");
        var raise = new BudgetRaise($"raise/{id}", project!.User, project.Project, scope.Value, amount, By(request, asked.By));
        // Once it is booked, the runs are told, whether or not the caller still listens.
        var told = await _waiting.TellAsync(await budgets!.RaiseAsync(raise, CancellationToken.None));
        if (told is null)
        {
            return ApiResponse.Problem(503, "Service Unavailable",
                $"The budget was raised, and some of the runs that wait for it could not be told. Send the same once more with \"id\": \"{id}\": it adds nothing, and tells them.").With("Retry-After", "5");
        }

        return ApiResponse.Json(200, new BudgetRaiseAnswer(id, await SummaryAsync(project, cancellationToken), told), HttpJson.Default.BudgetRaiseAnswer).With("Cache-Control", "no-store");
    }

    // Its own project is there also before it has spent anything, where something is limited.
    private async Task<IReadOnlyList<RunOwner>> VisibleAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (budgets is null)
        {
            return [];
        }

        var own = caller.Owner ?? BudgetProject.Local;
        if (!caller.SeesAll)
        {
            return caller.Owner is null ? [] : [own];
        }

        var known = await budgets.ListAsync(cancellationToken);
        return known.Contains(own) || !(await budgets.ReadAsync(own, cancellationToken)).Limits.Limits ? known : [own, .. known];
    }

    private async Task<BudgetSummary> SummaryAsync(RunOwner project, CancellationToken cancellationToken)
    {
        var budget = await budgets!.ReadAsync(project, cancellationToken);
        return new BudgetSummary(
            project.User, project.Project, budget.Month, budget.HasOwnLimits, budget.Limits.Run, budget.Limits.Project, budget.Limits.Month,
            BudgetStanding.Of(budget.Total), BudgetStanding.Of(budget.Monthly));
    }

    private ApiResponse? Project(ApiRequest request, out RunOwner? project)
    {
        var (user, name) = (request.Route["user"], request.Route["project"]);
        project = null;
        if (budgets is null)
        {
            return ApiResponse.Problem(404, "No budgets", "This host keeps no budgets.");
        }

        if ((RunOwner.NameProblem(user) ?? RunOwner.NameProblem(name)) is { } problem)
        {
            return ApiResponse.Problem(404, "Unknown project", $"The address names no project, as it ends with a user and a project: {problem}. Runs without an owner are those of {BudgetProject.Local.User}/{BudgetProject.Local.Project}.");
        }

        project = new RunOwner(user, name);
        return null;
    }

    private static ApiResponse? NameProblem(ApiRequest request, string? by) =>
        request.Caller.NameProblem(by) is { } problem ? ApiResponse.Problem(403, "Not allowed", problem)
        : by is not null && (by.Length > MostName || by.Any(char.IsControl)) ? NotAcceptable($"'by' is one line of at most {MostName} characters.")
        : null;

    private static string By(ApiRequest request, string? by) => request.Caller.NameOf(by) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : request.Caller.Person;

    private static ApiResponse NotAcceptable(string detail) => ApiResponse.Problem(422, "Budget not acceptable", detail);
}
