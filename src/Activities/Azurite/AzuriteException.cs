namespace Workflows.Activities.Azurite;

/// <summary>Azurite cannot be had. The message says why and what to do.</summary>
public sealed class AzuriteException(string message, Exception? innerException = null) : Exception(message, innerException);
