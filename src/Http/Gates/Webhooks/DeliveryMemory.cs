namespace Workflows.Http.Gates.Webhooks;

/// <summary>
/// The last deliveries with their answers: a repeated one gets the first answer again, and nothing is done. Forgotten at a restart;
/// what holds then is the decision's id, which comes from what was signed and which the gate remembers.
/// </summary>
internal sealed class DeliveryMemory
{
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ApiResponse?> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Answers a delivery once.</summary>
    /// <param name="keys">What makes it the same delivery: any one of them suffices.</param>
    /// <param name="answer">Does the work. When it fails, or finds nothing to decide on, the delivery may come again.</param>
    public async Task<ApiResponse> OnceAsync(IReadOnlyList<string> keys, Func<Task<ApiResponse>> answer)
    {
        if (Begin(keys) is { } before)
        {
            return before;
        }

        ApiResponse? given = null;
        try
        {
            given = await answer();
            return given;
        }
        finally
        {
            End(keys, given is { Status: 404 or >= 500 } ? null : given);
        }
    }

    private ApiResponse? Begin(IReadOnlyList<string> keys)
    {
        lock (_lock)
        {
            if (keys.FirstOrDefault(_answers.ContainsKey) is { } known)
            {
                return _answers[known] is { } before
                    ? before.With("X-Workflows-Repeated", "true")
                    : ApiResponse.Problem(409, "Repeated delivery", "This delivery is being handled at this moment; nothing was done twice.");
            }

            foreach (var key in keys)
            {
                _answers.Add(key, null);
            }

            return null;
        }
    }

    private void End(IReadOnlyList<string> keys, ApiResponse? answer)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (answer is null)
                {
                    _answers.Remove(key);
                    continue;
                }

                _answers[key] = answer;
                _order.Enqueue(key);
            }

            while (_order.Count > Most)
            {
                _answers.Remove(_order.Dequeue());
            }
        }
    }
}
