namespace Workflows.Activities.Models;

/// <summary>
/// Asks once more, with twice the limit, when an answer was cut off. Whatever else fails is told: the agents that this is for wait durably,
/// and their attempts stand in history.
/// </summary>
internal sealed class RaisingChatModel(IChatModel inner) : IChatModel
{
    public string Name => inner.Name;

    public async Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var first = await inner.CompleteAsync(request, cancellationToken);
        if (first is not ChatFailure { Kind: ChatFailureKind.Truncated } cut)
        {
            return first;
        }

        var second = await inner.CompleteAsync(AnswerLimits.Raised(request, cut), cancellationToken);
        return second with { Usage = cut.Usage.Plus(second.Usage), Attempts = cut.Attempts + second.Attempts };
    }
}
