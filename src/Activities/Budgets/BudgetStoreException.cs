namespace Workflows.Activities.Budgets;

/// <summary>The books cannot be read or written right now, so no model is asked: the message says why and what to do.</summary>
public sealed class BudgetStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
