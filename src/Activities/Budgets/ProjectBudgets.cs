using Microsoft.Extensions.Logging;
using Workflows.Activities.Audit;
using Workflows.Domain.Audit;
using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Activities.Budgets;

/// <summary>Tells of budgets, and changes their limits; what is changed is put on record.</summary>
internal sealed class ProjectBudgets(BudgetBooks books, BudgetOptions options, IAuditLog audit, TimeProvider time, ILogger<ProjectBudgets> logger) : IBudgets
{
    private const int MostShown = 100;

    private string Month => BudgetBook.MonthAccount(time.GetUtcNow().UtcDateTime);

    public Task<IReadOnlyList<RunOwner>> ListAsync(CancellationToken cancellationToken) => books.ListProjectsAsync(cancellationToken);

    public async Task<ProjectBudget> ReadAsync(RunOwner project, CancellationToken cancellationToken)
    {
        var book = await books.ReadAsync(BudgetBooks.Of(project), cancellationToken);
        var limits = book.Limits ?? options.Limits;
        var month = Month;
        return new ProjectBudget(
            project, limits, book.Limits is not null, book.State(BudgetBook.ProjectAccount, limits.Project), month, book.State(month, limits.Month));
    }

    public async Task<BudgetState?> OfRunAsync(string runId, CancellationToken cancellationToken)
    {
        var limits = (await books.ReadAsync(BudgetBooks.Of(BudgetProject.Of(runId)), cancellationToken)).Limits ?? options.Limits;
        var run = await books.ReadAsync(BudgetBooks.Of(runId), cancellationToken);
        return !limits.Run.Limits && run.Accounts.Count == 0 && run.Holds.Count == 0 ? null : run.State(BudgetBook.RunAccount, limits.Run);
    }

    public async Task SetLimitsAsync(RunOwner project, BudgetLimits? limits, string by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        await books.ChangeAsync(BudgetBooks.Of(project), book => book.Limit(limits), cancellationToken);
        await audit.AppendAsync(Note($"budget-set/{Guid.NewGuid():N}", RunOf(project), "budget-set", project, by, new()
        {
            ["run"] = Text(limits?.Run),
            ["project"] = Text(limits?.Project),
            ["month"] = Text(limits?.Month),
        }), cancellationToken);
    }

    public async Task<IReadOnlyList<string>> WaitingAsync(RunOwner project, CancellationToken cancellationToken) =>
        [.. (await books.ReadAsync(BudgetBooks.Of(project), cancellationToken)).Waiting.Keys];

    public async Task<IReadOnlyList<string>> RaiseAsync(BudgetRaise raise, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(raise);
        var project = new RunOwner(raise.User, raise.Project);
        var month = raise.Scope == BudgetScope.Month ? raise.Month ?? Month : null;
        var waiting = raise.Scope == BudgetScope.Run
            ? await RaiseRunAsync(raise, cancellationToken)
            : await RaiseProjectAsync(project, month ?? BudgetBook.ProjectAccount, raise, cancellationToken);
        await audit.AppendAsync(Note($"budget-raised/{raise.Id}", raise.RunId ?? RunOf(project), "budget-raised", project, raise.By, new()
        {
            ["scope"] = raise.Scope.ToString(),
            ["amount"] = BudgetTopUp.Text(raise.Amount),
            ["decision"] = raise.Id,
            ["month"] = month ?? "",
        }), cancellationToken);
        BudgetLog.Raised(logger, raise.Scope, raise.User, raise.Project, BudgetTopUp.Text(raise.Amount), raise.By, waiting.Count);
        return waiting;
    }

    private async Task<IReadOnlyList<string>> RaiseRunAsync(BudgetRaise raise, CancellationToken cancellationToken)
    {
        var runId = raise.RunId ?? throw new ArgumentException("A raise of a run's budget names the run.", nameof(raise));
        await books.ChangeAsync(BudgetBooks.Of(runId), book => book.Raise(BudgetBook.RunAccount, raise.Amount, raise.Id), cancellationToken);
        return [];
    }

    private Task<IReadOnlyList<string>> RaiseProjectAsync(RunOwner project, string account, BudgetRaise raise, CancellationToken cancellationToken) =>
        books.ChangeAsync(
            BudgetBooks.Of(project),
            book => (book.Raise(account, raise.Amount, raise.Id), (IReadOnlyList<string>)[.. book.Waiting.Where(run => run.Value == account).Select(run => run.Key)]),
            cancellationToken);

    // Stands in the log where a run would, under the owner.
    private static string RunOf(RunOwner project) => project.Complete("budget");

    private static string Text(BudgetLimit? limit) => limit is null ? "as the settings say" : $"{limit.Usd?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"} usd, {limit.Tokens?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"} tokens";

    private static AuditNote Note(string key, string runId, string kind, RunOwner project, string by, Dictionary<string, string> data)
    {
        data["user"] = project.User;
        data["projectName"] = project.Project;
        data["by"] = by.Length > MostShown ? by[..MostShown] + "…" : by;
        return new AuditNote(key, runId, kind, data);
    }
}
