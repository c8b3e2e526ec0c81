namespace Workflows.Domain.Budgets;

/// <summary>Why a model call was not made: a budget has no room for it.</summary>
/// <param name="Scope">Which budget.</param>
/// <param name="Budget">How it stood.</param>
/// <param name="Call">What the call would cost at most.</param>
/// <param name="AnswerTokens">The limit of the answer that it would have.</param>
/// <param name="Month">The month, where the budget is a month's: <c>2026-11</c>.</param>
/// <param name="Approvers">Who may raise it; empty for everybody who can reach the gate.</param>
public sealed record BudgetShortage(
    BudgetScope Scope, BudgetState Budget, BudgetAmount Call, int AnswerTokens, string? Month, IReadOnlyList<string> Approvers);
