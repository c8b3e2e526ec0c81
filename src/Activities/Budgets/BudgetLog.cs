using Microsoft.Extensions.Logging;

namespace Workflows.Activities.Budgets;

internal static partial class BudgetLog
{
    [LoggerMessage(2100, LogLevel.Information, "Run {RunId}: the budget ({Scope}) has no room for a call of up to {Tokens} tokens and {Usd} USD; it waits for a raise")]
    public static partial void OverBudget(ILogger logger, string runId, Domain.Budgets.BudgetScope scope, long tokens, decimal usd);

    [LoggerMessage(2101, LogLevel.Information, "The budget ({Scope}) of {User}/{Project} was raised by {Amount}, as {By} decided; {Waiting} runs wait for it")]
    public static partial void Raised(ILogger logger, Domain.Budgets.BudgetScope scope, string user, string project, string amount, string by, int waiting);

    [LoggerMessage(2102, LogLevel.Warning, "Run {RunId}: what became of {Count} calls to the model is unknown, because the host died; they count with all that they can have cost")]
    public static partial void Lost(ILogger logger, string runId, int count);

    [LoggerMessage(2103, LogLevel.Warning, "Run {RunId}: the model reported more than the call was to cost at most ({Reported} tokens, {Expected} expected); all of it is booked")]
    public static partial void MoreThanExpected(ILogger logger, string runId, long reported, long expected);

    [LoggerMessage(2104, LogLevel.Error, "Run {RunId}: what a call cost could not be booked, so it stays set aside with all that it can have cost: {Reason}")]
    public static partial void NotSettled(ILogger logger, string runId, string reason);
}
