namespace Workflows.Activities.Audit;

/// <summary>The audit log cannot be used: it cannot be written or read right now, another process has it, or its chain is broken. The message says which and what to do.</summary>
public sealed class AuditLogException(string message, Exception? innerException = null) : Exception(message, innerException);
