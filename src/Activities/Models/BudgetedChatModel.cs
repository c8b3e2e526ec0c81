using System.Text;
using Workflows.Activities.Budgets;
using Workflows.Domain.Budgets;
using Workflows.Domain.GenerateTests;

namespace Workflows.Activities.Models;

/// <summary>
/// Makes each call within the budgets of its run: sets aside what it can cost before the request goes out, and books what it cost after it.
/// It stands inside the retries, so that each attempt is paid for by itself.
/// </summary>
internal sealed class BudgetedChatModel(IChatModel inner, ModelOptions options, BudgetLedger ledger) : IChatModel
{
    // A token is at least one byte of the prompt; the rest is what services put around it: roles, marks, a system prompt of their own.
    private const int Envelope = 256;

    public string Name => inner.Name;

    public async Task<ChatOutcome> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var runId = request.RunId ?? throw new ArgumentException("A question to a model that costs something names the run that pays.", nameof(request));
        var terms = new CallTerms((request.Conversation?.Bytes ?? Encoding.UTF8.GetByteCount(request.Prompt)) + Envelope, options.InputPrice, options.OutputPrice);
        var reserved = await ledger.ReserveAsync(runId, request.Call ?? request.IdempotencyKey, terms, request.MaxOutputTokens ?? options.MaxTokens, cancellationToken);
        if (reserved.Shortage is { } shortage)
        {
            return new ChatFailure(ChatFailureKind.OverBudget, "the budget has no room for the call", ModelUsage.None, Attempts: 0)
            {
                Shortage = shortage,
                Billing = ChatBilling.Nothing,
            };
        }

        if (reserved.Problem is { } problem)
        {
            return new ChatFailure(ChatFailureKind.Permanent, problem, ModelUsage.None, Attempts: 0) { Billing = ChatBilling.Nothing };
        }

        ChatOutcome? outcome = null;
        try
        {
            outcome = await inner.CompleteAsync(request with { MaxOutputTokens = reserved.AnswerTokens }, cancellationToken);
            return outcome is ChatFailure failure ? failure with { AnswerTokens = reserved.AnswerTokens } : outcome;
        }
        finally
        {
            await ledger.SettleAsync(runId, reserved, Paid(terms, outcome));
        }
    }

    // Null, which is all that was set aside, wherever nobody has told.
    private static BudgetAmount? Paid(CallTerms terms, ChatOutcome? outcome) => outcome?.Billing switch
    {
        ChatBilling.Reported => terms.Cost(outcome.Usage.InputTokens, outcome.Usage.OutputTokens),
        ChatBilling.Nothing => BudgetAmount.None,
        _ => null,
    };
}
