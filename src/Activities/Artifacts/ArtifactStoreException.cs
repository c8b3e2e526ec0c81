namespace Workflows.Activities.Artifacts;

/// <summary>The store cannot be used right now: a full disk, a folder without permission, a server that does not answer. The message says which and what to do.</summary>
public sealed class ArtifactStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
