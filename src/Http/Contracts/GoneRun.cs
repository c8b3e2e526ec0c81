namespace Workflows.Http.Contracts;

/// <summary>A run that is no longer there, or no longer among those that are listened to.</summary>
/// <param name="RunId">The run.</param>
public sealed record GoneRun(string RunId);
