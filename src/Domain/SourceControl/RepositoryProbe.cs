namespace Workflows.Domain.SourceControl;

/// <summary>Input of <see cref="SourceControlActivities.ProbeRepository"/>. It names no address: the settings may have been mended meanwhile.</summary>
/// <param name="RunId">The run that waits.</param>
/// <param name="IsTask">Whether it commits the files of a task.</param>
/// <param name="TaskPath">The repository that the folder of the task lies in; null for none.</param>
/// <param name="Ordinal">Which time it is asked, so that each has a key of its own.</param>
public sealed record RepositoryProbe(string RunId, bool IsTask, string? TaskPath, int Ordinal);
