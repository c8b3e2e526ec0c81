using Workflows.Domain.Budgets;
using Workflows.Domain.Client;

namespace Workflows.Http.Budgets;

/// <summary>Tells runs that wait for room in a budget to ask again. Telling one too often does no harm: it asks, and waits on.</summary>
/// <param name="client">The task hub.</param>
/// <param name="isPassing">Whether a failure is the store's and passes by itself.</param>
public sealed class WaitingRuns(OrchestrationClient client, Func<Exception, bool> isPassing)
{
    /// <summary>Tells every waiting run: what was raised by a host that died before it had told anybody, and what has become possible since.</summary>
    /// <param name="budgets">Knows who waits.</param>
    /// <param name="cancellationToken">Ends the reading of the books.</param>
    public async Task TellAllAsync(IBudgets budgets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        foreach (var project in await budgets.ListAsync(cancellationToken))
        {
            await TellAsync(await budgets.WaitingAsync(project, cancellationToken));
        }
    }

    /// <summary>Tells these runs. One that cannot be reached keeps nobody else waiting.</summary>
    /// <returns>Those that were told; null when some could not be.</returns>
    internal async Task<List<string>?> TellAsync(IReadOnlyList<string> waiting)
    {
        var told = new List<string>();
        var all = true;
        foreach (var runId in waiting)
        {
            try
            {
                // One that has ended since is not to be told any more. Whoever asked may have gone; the runs are told all the same.
                if (await client.RaiseEventAsync(runId, BudgetGate.RaisedEvent, "{}", CancellationToken.None) == ControlResult.Accepted)
                {
                    told.Add(runId);
                }
            }
            catch (Exception exception) when (isPassing(exception))
            {
                all = false;
            }
        }

        return all ? told : null;
    }
}
