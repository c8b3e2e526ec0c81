using Workflows.Domain.Artifacts;

namespace Workflows.Http.Product;

/// <summary>
/// Starts with a chosen id compare with what has the id before they write: one after the other in a process, so that no two compare at
/// once. Between processes the task hub decides, and the loser is told of the run that is there.
/// </summary>
public sealed class ChosenIds : IDisposable
{
    private const int MaxKey = 255;

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

    /// <summary>The id that a request chooses for its run, by name or by a key; null where it chooses none. Or why it may not.</summary>
    internal static (string? Id, string? Problem) Of(ApiRequest request, QueryReader query)
    {
        if (query.Text("runId") is { } runId)
        {
            var ownId = request.Caller.IdOf(runId);
            return ArtifactName.RunIdProblem(ownId) is { } problem ? (null, $"'runId' is not usable: {problem}. Use letters, digits and - _ .") : (ownId, null);
        }

        var (key, wrong) = KeyOf(request);
        return (key is null ? null : request.Caller.IdOf(RunIds.FromKey(key)), wrong);
    }

    /// <summary>The key that makes a request the same one when it is sent again; null where it has none. Or why it is none.</summary>
    internal static (string? Key, string? Problem) KeyOf(ApiRequest request) => request.Header("Idempotency-Key") switch
    {
        null or "" => (null, null),
        { Length: > MaxKey } => (null, $"The header Idempotency-Key has more than {MaxKey} characters."),
        var key => (key, null),
    };
}
