namespace Workflows.Local.Output;

/// <summary>What <c>--json</c> prints when a run was changed.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Done">What was done: raise, suspend, resume, terminate, rewind, restart.</param>
/// <param name="NewRunId">The run that a restart started.</param>
internal sealed record CommandDone(string RunId, string Done, string? NewRunId = null);
