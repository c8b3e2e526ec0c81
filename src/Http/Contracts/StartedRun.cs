namespace Workflows.Http.Contracts;

/// <summary>A run that was started.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Url">Where its state is told.</param>
public sealed record StartedRun(string RunId, string Url);
