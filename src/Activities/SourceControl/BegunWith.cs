namespace Workflows.Activities.SourceControl;

/// <summary>What a file held when the run began; null for none.</summary>
/// <param name="path">From the root of the repository.</param>
/// <param name="cancellationToken">Gives up.</param>
internal delegate Task<byte[]?> BegunWith(string path, CancellationToken cancellationToken);
