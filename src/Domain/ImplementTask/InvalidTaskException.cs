namespace Workflows.Domain.ImplementTask;

/// <summary>There is no task to work on. The message says what is wrong, where, and what to do.</summary>
public sealed class InvalidTaskException(string message) : Exception(message);
