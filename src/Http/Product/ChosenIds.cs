namespace Workflows.Http.Product;

/// <summary>
/// Starts with a chosen id compare with what has the id before they write: one after the other in a process, so that no two compare at
/// once. Between processes the task hub decides, and the loser is told of the run that is there.
/// </summary>
public sealed class ChosenIds : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    internal async Task<T> InTurnAsync<T>(Func<Task<T>> start, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await start();
        }
        finally
        {
            _one.Release();
        }
    }
}
