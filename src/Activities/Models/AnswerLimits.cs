namespace Workflows.Activities.Models;

/// <summary>What follows an answer that was cut off at its limit of tokens.</summary>
internal static class AnswerLimits
{
    private const int LeastRaised = 8192;

    /// <summary>The same question with a higher limit. It is another question, and must not be answered from a gateway's memory of the first.</summary>
    public static ChatRequest Raised(ChatRequest request, ChatFailure failure)
    {
        var limit = Math.Max(LeastRaised, 2 * Math.Max(failure.AnswerTokens ?? request.MaxOutputTokens ?? 0, (int)Math.Min(failure.Usage.OutputTokens, int.MaxValue / 4)));
        return request with { MaxOutputTokens = limit, IdempotencyKey = $"{request.IdempotencyKey}-max-{limit}" };
    }
}
