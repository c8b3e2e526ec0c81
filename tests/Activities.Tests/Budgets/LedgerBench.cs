using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Activities.Budgets;
using Workflows.Domain.Budgets;

namespace Workflows.Activities.Tests.Budgets;

/// <summary>A ledger over a folder. Another one over the same folder is the host after a crash.</summary>
internal sealed class LedgerBench : IDisposable
{
    private readonly FolderBudgetStore _store;

    public LedgerBench(string folder, BudgetLimits limits, IBudgetStore? store = null)
    {
        _store = new FolderBudgetStore(folder);
        Books = new BudgetBooks(store ?? _store, TimeProvider.System);
        var options = new BudgetOptions(limits, [], folder);
        Ledger = new BudgetLedger(Books, options, TimeProvider.System, NullLogger<BudgetLedger>.Instance);
        Budgets = new ProjectBudgets(Books, options, new SilentAuditLog(), TimeProvider.System, NullLogger<ProjectBudgets>.Instance);
    }

    public BudgetBooks Books { get; }

    public BudgetLedger Ledger { get; }

    public IBudgets Budgets { get; }

    public void Dispose()
    {
        Books.Dispose();
        _store.Dispose();
    }
}
