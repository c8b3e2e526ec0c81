namespace Workflows.Domain.Tenancy;

/// <summary>The keys cannot be read or written. The message says where, why, and what to do.</summary>
public sealed class ApiKeysException(string message, Exception? innerException = null) : Exception(message, innerException);
