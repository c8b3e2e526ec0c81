using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestration;

/// <summary>
/// The timers of one execution. Durable Functions keeps an instance running until the last of its timers has fired or was cancelled;
/// the port's instance ends when its orchestrator returns. So what is left over then is cancelled, without waking who waits for it.
/// </summary>
internal sealed class Timers(TaskOrchestrationContext context)
{
    private readonly List<CancellationTokenSource> _open = [];
    private bool _ended;

    /// <summary>Waits until a point in time.</summary>
    public async Task Start(DateTime fireAtUtc, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _open.Add(stop);
        try
        {
            await context.CreateTimer(fireAtUtc, stop.Token);
        }
        catch (OperationCanceledException) when (_ended)
        {
            // The orchestrator has ended: nothing of it may run any more.
            await new TaskCompletionSource().Task;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new TaskCanceledException("The timer was cancelled.", null, cancellationToken);
        }
        finally
        {
            _open.Remove(stop);
        }
    }

    /// <summary>Cancels what has not fired.</summary>
    public void CancelAll()
    {
        _ended = true;
        foreach (var timer in _open.ToArray())
        {
            timer.Cancel();
        }
    }
}
