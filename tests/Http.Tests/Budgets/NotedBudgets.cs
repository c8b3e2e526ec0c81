using Workflows.Domain.Budgets;
using Workflows.Domain.Tenancy;

namespace Workflows.Http.Tests.Budgets;

/// <summary>Books in which runs are noted as waiting, as a host leaves them that dies before it tells them.</summary>
internal sealed class NotedBudgets(params (RunOwner Project, string RunId)[] waiting) : IBudgets
{
    public Task<IReadOnlyList<RunOwner>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RunOwner>>([.. waiting.Select(noted => noted.Project).Distinct()]);

    public Task<IReadOnlyList<string>> WaitingAsync(RunOwner project, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. waiting.Where(noted => noted.Project == project).Select(noted => noted.RunId)]);

    public Task<ProjectBudget> ReadAsync(RunOwner project, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BudgetState?> OfRunAsync(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetLimitsAsync(RunOwner project, BudgetLimits? limits, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> RaiseAsync(BudgetRaise raise, CancellationToken cancellationToken) => throw new NotSupportedException();
}
