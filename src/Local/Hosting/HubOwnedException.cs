namespace Workflows.Local.Hosting;

/// <summary>Another process owns the hub.</summary>
internal sealed class HubOwnedException(string message, Exception cause) : Exception(message, cause);
