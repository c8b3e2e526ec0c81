using Workflows.Domain.Budgets;

namespace Workflows.Activities.Budgets;

/// <summary>The books of a run and of its project as they were read, under the limits that hold.</summary>
internal sealed record BudgetView(BudgetBook Project, BudgetBook Run, BudgetLimits Limits, string Month)
{
    /// <summary>How the three budgets of the run stand, the narrowest first.</summary>
    public IEnumerable<(BudgetScope Scope, string Account, BudgetState State)> States =>
    [
        (BudgetScope.Run, BudgetBook.RunAccount, Run.State(BudgetBook.RunAccount, Limits.Run)),
        (BudgetScope.Project, BudgetBook.ProjectAccount, Project.State(BudgetBook.ProjectAccount, Limits.Project)),
        (BudgetScope.Month, Month, Project.State(Month, Limits.Month)),
    ];

    /// <summary>The accounts in the book of the project, with their limits.</summary>
    public IReadOnlyDictionary<string, BudgetLimit> ProjectLimits => new Dictionary<string, BudgetLimit> { [BudgetBook.ProjectAccount] = Limits.Project, [Month] = Limits.Month };

    /// <summary>The account in the book of the run, with its limit.</summary>
    public IReadOnlyDictionary<string, BudgetLimit> RunLimits => new Dictionary<string, BudgetLimit> { [BudgetBook.RunAccount] = Limits.Run };

    /// <summary>The longest answer that all budgets have room for, in tokens; negative where they have none for the prompt.</summary>
    public long Room(CallTerms terms) => States.Min(budget => terms.Room(budget.State.Left));

    /// <summary>The same once calls of this process have ended, if they cost nothing.</summary>
    public long RoomWithout(LiveAttempts live, CallTerms terms) => (this with { Project = Project.Without(live.Contains), Run = Run.Without(live.Contains) }).Room(terms);
}
